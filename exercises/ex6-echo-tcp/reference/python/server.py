import socket

HOST = "127.0.0.1"
PORT = 65432

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen()
    print(f"Starting up echo server on {HOST} port {PORT}")
    connection, address = listener.accept()
    with connection:
        print(f"Connected by {address}")
        while True:
            print("Waiting to receive message from client")
            data = connection.recv(1024)
            if not data:
                break
            # The bytes go back as they came; they are decoded only for the screen.
            print(f"Data: {data.decode(errors='replace')}")
            connection.sendall(data)
        print("Closing client connection")
