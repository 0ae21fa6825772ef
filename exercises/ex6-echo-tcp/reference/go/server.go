// Sends everything that one client says back to it, byte by byte as it came.
package main

import (
	"fmt"
	"log"
	"net"
)

const address = "127.0.0.1:65432"

func main() {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	defer listener.Close()
	fmt.Println("Starting up echo server on", address)

	connection, err := listener.Accept()
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	fmt.Println("Connected by", connection.RemoteAddr())

	buffer := make([]byte, 1024)
	for {
		fmt.Println("Waiting to receive message from client")
		length, err := connection.Read(buffer)
		if err != nil { // io.EOF: the client has closed
			break
		}
		// The bytes go back as they came; they are shown as text only on the screen.
		fmt.Printf("Data: %s\n", buffer[:length])
		if _, err := connection.Write(buffer[:length]); err != nil {
			break
		}
	}
	fmt.Println("Closing client connection")
}
