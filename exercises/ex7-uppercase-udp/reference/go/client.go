// Sends what is typed to the server, and shows what comes back.
// Run it with `go run client.go` while the server runs in another terminal.
package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"os"
	"strings"
)

func main() {
	fmt.Print("Digite mensagem: ")
	message, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil {
		return // Ctrl+D
	}

	// There is no connection: Dial only notes the address that each datagram is to go to.
	server, err := net.Dial("udp", "127.0.0.1:65431")
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	if _, err := server.Write([]byte(strings.TrimSuffix(message, "\n"))); err != nil {
		log.Fatal(err)
	}

	answer := make([]byte, 65535) // no datagram is longer
	length, err := server.Read(answer)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Resposta recebida:", string(answer[:length]))
}
