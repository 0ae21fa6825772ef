import socket
import threading

HOST = "127.0.0.1"
PORT = 65432


def serve(connection, address):
    """Talks to one client until it leaves. Runs in a thread of its own."""
    host, port = address
    print(f"{host}:{port} connected")
    with connection:
        try:
            while data := connection.recv(1024):
                print(f"{host}:{port} wrote: {data.decode(errors='replace')}")
                # bytes.upper() changes ASCII letters and leaves all other bytes alone.
                connection.sendall(data.upper())
        except ConnectionError:
            print(f"{host}:{port} broke off")
    print(f"{host}:{port} left")


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen()
    print(f"Listening on {HOST} port {PORT}")
    while True:
        connection, address = listener.accept()
        # The connection goes to its thread as an argument: a global one would be everybody's.
        threading.Thread(target=serve, args=(connection, address), daemon=True).start()
