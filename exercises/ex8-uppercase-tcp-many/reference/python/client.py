import socket

HOST = "127.0.0.1"
PORT = 65432

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
    server.connect((HOST, PORT))
    print(f"Connected to {HOST} port {PORT}")
    message = input("Text: ").encode()
    server.sendall(message)
    # The answer is as long as what was sent, and may come in several pieces.
    answer = b""
    while len(answer) < len(message):
        piece = server.recv(1024)
        if not piece:
            break
        answer += piece
    print(f"Received: {answer.decode()}")
