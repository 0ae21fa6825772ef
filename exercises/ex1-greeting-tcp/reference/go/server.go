// Greets every client that connects and then closes the connection.
// Run it with `go run server.go`; stop it with Ctrl+C.
package main

import (
	"fmt"
	"log"
	"net"
)

const greeting = "Thank you for connecting"

func main() {
	listener, err := net.Listen("tcp4", ":12345") // binds and listens, on every address
	if err != nil {
		log.Fatal(err)
	}
	defer listener.Close()
	fmt.Println("Esperando conexão.")

	for {
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("Got connection from", connection.RemoteAddr())
		greet(connection)
	}
}

func greet(connection net.Conn) {
	// Closed even if writing fails; the client learns that nothing more will come.
	defer connection.Close()
	if _, err := connection.Write([]byte(greeting)); err != nil {
		// One client that left in a hurry must not end the server for all the others.
		fmt.Println("O cliente foi embora:", err)
	}
}
