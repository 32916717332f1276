import client.ApiClient;
import client.ApiException;
import client.api.AuthApi;
import client.api.BotsApi;
import client.api.ConversationsApi;
import client.api.OrganizationsApi;
import client.api.WhatsappAccountsApi;
import client.model.AccountConnection;
import client.model.BotRoutesNewBot;
import client.model.BotView;
import client.model.ConversationView;
import client.model.InputsLogIn;
import client.model.InputsSignUp;
import client.model.InputsToken;
import client.model.MessageView;
import client.model.NewMessage;
import client.model.OrganizationRoutesNewOrganization;
import client.model.VersionRoutesPublication;
import client.model.WhatsAppAccountView;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program as a customer's own programmer writes it, with the client that openapi-generator makes
 * of the server's document: from the sign-up to an answered conversation.
 */
public final class FirstConversation {
  private static final String EMAIL = "programmer@example.org";
  private static final String PASSWORD = "correct horse battery";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final String server;
  private final String sandbox;
  private String token;

  private FirstConversation(String server, String sandbox) {
    this.server = server;
    this.sandbox = sandbox;
  }

  /** Arguments: the server's address, and that of the sandbox of the WhatsApp network. */
  public static void main(String[] arguments) throws Exception {
    new FirstConversation(arguments[0], arguments[1]).run();
  }

  private void run() throws Exception {
    signUp();
    UUID bot = bot();
    WhatsAppAccountView number =
        new WhatsappAccountsApi(client())
            .postWhatsappAccountsConnect(
                new AccountConnection().method("sandbox").botId(bot).name("Front desk"), key())
            .getAccount();

    String phone = sandbox + "/sandbox/phones/27820000088";
    send(phone + "/say", "{\"to\":\"%s\",\"text\":\"hi\"}".formatted(number.getPhoneNumberId()));
    ConversationView conversation = conversation();
    List<MessageView> sent =
        new ConversationsApi(client())
            .postConversationsIdMessages(
                conversation.getId(), new NewMessage().text("A person is here."), key())
            .getData();

    // The network says when a message has come to the telephone.
    List<MessageView> messages =
        until(
            () -> messages(conversation.getId()),
            all -> all.stream().anyMatch(each -> isDelivered(each, sent.getLast().getId())));
    messages.reversed().forEach(each -> System.out.println(each.getSentBy() + ": " + each.getText()));
    ConversationView taken = new ConversationsApi(client()).getConversationsId(conversation.getId());
    System.out.println("owner: " + taken.getOwner() + ", " + taken.getContact().getPhone());
    refused(conversation.getId());
  }

  private void signUp() throws Exception {
    AuthApi accounts = new AuthApi(client());
    accounts.postAuthSignup(new InputsSignUp().email(EMAIL).password(PASSWORD).name("Programmer"));
    Pattern link = Pattern.compile("/verify-email#([A-Za-z0-9_-]+)");
    Matcher found = until(() -> link.matcher(get(server + "/mails")), Matcher::find);
    accounts.postAuthVerifyEmail(new InputsToken().token(found.group(1)));
    token = accounts.postAuthLogin(new InputsLogIn().email(EMAIL).password(PASSWORD)).getAccessToken();
    OrganizationsApi organizations = new OrganizationsApi(client());
    UUID shop =
        organizations
            .postOrganizations(new OrganizationRoutesNewOrganization().name("Shop"), key())
            .getId();
    token = organizations.postOrganizationsIdSwitch(shop, key()).getAccessToken();
  }

  private UUID bot() throws ApiException {
    BotsApi bots = new BotsApi(client());
    BotView made =
        bots.postBots(
            new BotRoutesNewBot()
                .name("Reception")
                .template("booking")
                .answers(
                    Map.of(
                        "business", "Salon Bela", "services", "Cut, Colour", "hours", "until six")),
            key());
    bots.postBotsIdWorkflowsWorkflowIdPublish(
        made.getId(), made.getMainWorkflowId(), new VersionRoutesPublication(), key());
    return made.getId();
  }

  /** The conversation, once the bot has answered. */
  private ConversationView conversation() throws Exception {
    return until(
            () ->
                new ConversationsApi(client())
                    .getConversations(
                        10, null, null, null, "open", null, null, null, null, null, null)
                    .getData(),
            all -> !all.isEmpty() && messages(all.getFirst().getId()).size() > 1)
        .getFirst();
  }

  private List<MessageView> messages(UUID conversation) throws ApiException {
    return new ConversationsApi(client())
        .getConversationsIdMessages(conversation, 50, null, null)
        .getData();
  }

  private static boolean isDelivered(MessageView message, UUID id) {
    return message.getId().equals(id)
        && List.of("delivered", "read").contains(message.getDelivery().getState());
  }

  /** What is wrong comes as a problem document. */
  private void refused(UUID conversation) {
    try {
      new ConversationsApi(client())
          .postConversationsIdMessages(conversation, new NewMessage().text(" "), key());
      System.out.println("nothing was refused");
    } catch (ApiException e) {
      System.out.println("refused: " + e.getCode());
    }
  }

  private ApiClient client() {
    ApiClient client = new ApiClient();
    client.updateBaseUri(server);
    if (token != null) {
      client.setRequestInterceptor(
          request -> request.header("Authorization", "Bearer " + token));
    }
    return client;
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private interface Question<T> {
    T ask() throws Exception;
  }

  private interface Check<T> {
    boolean holds(T answer) throws Exception;
  }

  private static <T> T until(Question<T> question, Check<T> check) throws Exception {
    for (int tries = 0; tries < 600; tries++) {
      T answer = question.ask();
      if (check.holds(answer)) {
        return answer;
      }
      NEVER.await(100, TimeUnit.MILLISECONDS);
    }
    throw new IllegalStateException("it never came so far: " + question.ask());
  }

  private static String get(String address) throws Exception {
    return body(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private static void send(String address, String body) throws Exception {
    body(HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body)).build());
  }

  private static String body(HttpRequest request) throws Exception {
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
