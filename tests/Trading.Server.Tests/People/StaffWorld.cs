using System.Net.Http.Headers;
using System.Text.Json;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.People;

/// <summary>Staff and their passwords, as pages say them: whoever is told to wait waits.</summary>
internal static class StaffWorld
{
    public const string Good = "correct horse battery";

    /// <summary>Says it until it is not 429 any more.</summary>
    public static async Task<HttpResponseMessage> PatientlyAsync(Func<Task<HttpResponseMessage>> say)
    {
        while (true)
        {
            var answer = await say();
            if ((int)answer.StatusCode != 429)
                return answer;
            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
        }
    }

    public static Task<HttpResponseMessage> SignInAsync(this Client client, string user, string password) =>
        PatientlyAsync(() => client.Post("/api/sign-in/password", new { user, password }));

    public static Task<HttpResponseMessage> ChangeAsync(
        this Client client,
        string user,
        string password,
        string newPassword
    ) =>
        PatientlyAsync(() =>
            client.Post(
                "/api/sign-in/password/change",
                new
                {
                    user,
                    password,
                    newPassword,
                }
            )
        );

    public static Task<JsonElement> MeAsync(this Client client) => client.Get("/api/me").Ok();

    /// <summary>Makes an account; its one-time password.</summary>
    public static async Task<string> MakeAsync(this Client manager, string user, params string[] roles) => (
            await manager
                .Post(
                    "/api/people",
                    new
                    {
                        user,
                        name = $"{user} 先生",
                        roles,
                    }
                )
                .Ok()
        ).GetProperty("oneTimePassword").GetString()!;

    /// <summary>Makes an account, changes its password and signs it in.</summary>
    public static async Task<Client> HireAsync(
        this TestServer server,
        Client manager,
        string user,
        params string[] roles
    )
    {
        var oneTime = await manager.MakeAsync(user, roles);
        var client = server.Client();
        return client.With(await client.ChangeAsync(user, oneTime, Good).Ok());
    }

    /// <summary>The same client with the ticket of an answer.</summary>
    public static Client With(this Client client, JsonElement answer)
    {
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            answer.GetProperty("ticket").GetString()
        );
        return client;
    }

    public static async Task<object> ProofAsync(this Client client, Person person)
    {
        var challenge = (await client.Post("/api/sign-in/challenge", new { }).Ok())
            .GetProperty("challenge")
            .GetBytesFromBase64();
        return new
        {
            challenge,
            certificate = person.Certificate,
            signature = person.Key.Sign(Trading.Crypto.Tags.SignIn, challenge),
        };
    }
}
