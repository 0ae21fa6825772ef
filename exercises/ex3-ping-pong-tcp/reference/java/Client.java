import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Ping-pong over TCP, the side that connects: sends what is typed, shows the answer, leaves at SAIR. */
public class Client {
  private static final String HOST = "localhost";
  private static final int PORT = 12345;

  public static void main(String[] args) throws IOException {
    System.out.println("conectando-se ao servidor");
    // The resource in try(...) is closed at the end, whatever happens.
    try (Socket connection = new Socket(HOST, PORT)) {
      System.out.println("Conectado");
      talk(connection);
    } catch (ConnectException error) {
      System.err.println("Ninguém escuta em " + HOST + ":" + PORT + ". O servidor está rodando?");
      System.exit(1);
    }
  }

  /** Sends lines and shows the answers until SAIR is typed. */
  private static void talk(Socket connection) throws IOException {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // As in the server: a message is a line, and the reader puts the pieces of a line together.
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    Writer writer = new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8);
    while (true) {
      System.out.print("Digite mensagem: ");
      System.out.flush();
      String message = keyboard.readLine();
      if (message == null) return; // Ctrl+D
      if (message.equals("SAIR")) { // the whole message, not a part of it
        // Nothing to send: closing the connection tells the server.
        System.out.println("Desconectando.");
        return;
      }

      // The "\n" makes even an empty message one byte long, so the server always gets something to answer.
      writer.write(message + "\n");
      writer.flush(); // or it waits in the writer for more
      System.out.println("Mensagem enviada");

      System.out.println("Esperando resposta");
      String answer = reader.readLine();
      if (answer == null) {
        System.err.println("O servidor encerrou a conexão.");
        System.exit(1);
      }
      System.out.println("Resposta recebida: " + answer);
    }
  }
}
