// Sends one message and shows its echo.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
)

const (
	address = "127.0.0.1:65432"
	message = "Hello, world"
)

func main() {
	fmt.Println("Connecting to", address)
	server, err := net.Dial("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()

	if _, err := server.Write([]byte(message)); err != nil {
		log.Fatal(err)
	}
	// An echo is as long as what was sent, and may come in several pieces: ReadFull waits for all.
	echo := make([]byte, len(message))
	if _, err := io.ReadFull(server, echo); err != nil {
		log.Fatal(err)
	}
	fmt.Println("Received:", string(echo))
	fmt.Println("Closing connection to the server")
}
