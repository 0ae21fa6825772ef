// Ping-pong over TCP, the side that connects: sends what is typed, shows the answer, leaves at SAIR.
// Run it with `go run client.go` while the server runs in another terminal.
package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"os"
)

func main() {
	fmt.Println("conectando-se ao servidor")
	connection, err := net.Dial("tcp", "127.0.0.1:12345")
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	fmt.Println("Conectado")
	talk(connection)
}

// talk sends lines and shows the answers until SAIR is typed.
func talk(connection net.Conn) {
	keyboard := bufio.NewReader(os.Stdin)
	// As in the server: a message is a line, and the reader puts the pieces of a line together.
	reader := bufio.NewReader(connection)
	for {
		fmt.Print("Digite mensagem: ")
		message, err := keyboard.ReadString('\n')
		if err != nil {
			return // Ctrl+D
		}
		if message == "SAIR\n" { // the whole message, not a part of it
			// Nothing to send: closing the connection tells the server.
			fmt.Println("Desconectando.")
			return
		}

		// With its "\n" even an empty message is one byte long, so the server always gets something to answer.
		if _, err := connection.Write([]byte(message)); err != nil {
			log.Fatal("A conexão com o servidor caiu: ", err)
		}
		fmt.Println("Mensagem enviada")

		fmt.Println("Esperando resposta")
		answer, err := reader.ReadString('\n')
		if err != nil {
			log.Fatal("O servidor encerrou a conexão: ", err)
		}
		fmt.Print("Resposta recebida: ", answer)
	}
}
