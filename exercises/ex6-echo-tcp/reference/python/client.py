import socket

HOST = "127.0.0.1"
PORT = 65432
MESSAGE = "Hello, world"

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
    print(f"Connecting to {HOST} port {PORT}")
    server.connect((HOST, PORT))
    message = MESSAGE.encode()
    server.sendall(message)
    # An echo is as long as what was sent, and may come in several pieces.
    echo = b""
    while len(echo) < len(message):
        piece = server.recv(1024)
        if not piece:
            break
        echo += piece
    print(f"Received: {echo.decode()}")
    print("Closing connection to the server")
