// Connects to the server, shows all that it says, and ends.
// Run it with `go run client.go` while the server runs in another terminal.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
)

func main() {
	connection, err := net.Dial("tcp", "127.0.0.1:12345")
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()

	// One Read is not one message: ReadAll goes on until the server closes.
	received, err := io.ReadAll(connection)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(received))
}
