// Ping-pong over TCP, the side that waits: shows each message and sends back what is typed.
// Run it with `go run server.go`; stop it with Ctrl+C.
package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"os"
)

var keyboard = bufio.NewReader(os.Stdin)

func main() {
	listener, err := net.Listen("tcp4", ":12345") // binds and listens, on every address
	if err != nil {
		log.Fatal(err)
	}
	defer listener.Close()

	// One client after another: whoever comes meanwhile waits in the listen queue.
	for {
		fmt.Println("Esperando conexão.")
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("Conectado")
		talk(connection)
		fmt.Println("Conexão encerrada.")
	}
}

// talk answers messages until the client closes its side, or vanishes.
func talk(connection net.Conn) {
	defer connection.Close()
	// TCP carries bytes, not messages: one Read may bring half a message, or two. Here a message is a
	// line, and the reader puts the pieces of a line together.
	reader := bufio.NewReader(connection)
	for {
		fmt.Println("Esperando mensagem")
		message, err := reader.ReadString('\n')
		if err != nil {
			return
		}
		fmt.Print("Mensagem recebida: ", message) // the line ends with "\n" already

		fmt.Print("Digite resposta: ")
		answer, err := keyboard.ReadString('\n')
		if err != nil {
			os.Exit(0) // Ctrl+D
		}
		if _, err := connection.Write([]byte(answer)); err != nil {
			return
		}
		fmt.Println("Resposta enviada.")
	}
}
