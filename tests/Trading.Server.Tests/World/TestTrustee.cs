using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Trading.Crypto;

namespace Trading.Server.Tests.World;

/// <summary>
/// A trustee with its real judgement and an outsider's view: it asks the inbox, fetches what it needs, posts what it
/// says. State and secrets live in memory, which the trustee's own tests go beyond.
/// </summary>
public sealed class TestTrustee : IAsyncDisposable
{
    private readonly TestServer server;
    private readonly Dictionary<string, byte[]?> secrets = [];
    private readonly TrusteeSelf self;
    private readonly Lazy<TrusteeSelf> whole;
    private TrusteeState state = TrusteeState.Empty;
    private CancellationTokenSource? running;
    private Task loop = Task.CompletedTask;

    public TestTrustee(string name, TestServer server)
    {
        this.server = server;
        Name = name;
        var group = Suite.P256.Group;
        var secret = group.RandomScalar(Entropy.System);
        StaticPoint = group.Multiply(secret, group.Generator).Encode();
        self = new TrusteeSelf(name, SigningKey, secret, new TrustFile([], [], []), false);
        whole = new Lazy<TrusteeSelf>(() => self with { Trust = server.Trust });
    }

    public string Name { get; }
    public SigningKey SigningKey { get; } = SigningKey.Generate(Suite.P256);
    public byte[] StaticPoint { get; }

    /// <summary>Changes a message before it is posted; null drops it.</summary>
    public Func<TrusteeMessage, TrusteeMessage?> Tamper { get; set; } = message => message;

    /// <summary>What it does not hear it has no answer to, as if it were away.</summary>
    public Func<TrusteeWant, bool> Hears { get; set; } = _ => true;

    public TrusteeMessage Say(TrusteeMessageKind kind, string session, string lot, byte[] body) =>
        new(
            kind,
            session,
            lot,
            body,
            SigningKey.Sign(Tags.TrusteeMessage, TrusteeMessage.Signed(kind, session, lot, body))
        );

    /// <summary>Its share of a lot's key, for what it might say besides.</summary>
    public Scalar ShareOf(Hall hall) =>
        Suite.P256.Group.TryDecodeScalar(secrets[TrusteeSecret.Share(hall.Id, Hall.Lot)], out var share)
            ? share
            : throw new InvalidOperationException($"{Name} holds no share");

    public void Start()
    {
        running = new CancellationTokenSource();
        loop = Task.Run(() => RunAsync(running.Token));
    }

    public async Task StopAsync()
    {
        if (running is null)
            return;
        await running.CancelAsync();
        await loop;
        running.Dispose();
        running = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        running?.Dispose();
    }

    public async Task<HttpClient> SignInAsync(CancellationToken stop = default)
    {
        var http = new HttpClient { BaseAddress = server.Address };
        var challenge = (await http.PostAsJsonAsync("/api/sign-in/challenge", new { }, stop).Ok())
            .GetProperty("challenge")
            .GetBytesFromBase64();
        var body = new
        {
            challenge,
            trustee = Name,
            signature = SigningKey.Sign(Tags.SignIn, challenge),
        };
        var ticket = (await http.PostAsJsonAsync("/api/sign-in/certificate", body, stop).Ok())
            .GetProperty("ticket")
            .GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
        return http;
    }

    public static Task<HttpResponseMessage> PostAsync(
        HttpClient http,
        TrusteeMessage message,
        CancellationToken stop = default
    ) =>
        http.PostAsJsonAsync(
            "/api/trustee/messages",
            new
            {
                kind = TrusteeMessage.Word(message.Kind),
                message.Session,
                message.Lot,
                message.Body,
                message.Signature,
            },
            stop
        );

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var http = await SignInAsync(stop);
                for (var inbox = await InboxAsync(http, "", stop); ; inbox = await NextAsync(http, inbox, stop))
                    foreach (var want in WantsIn(inbox).Where(Hears))
                        await AnswerAsync(http, want, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                server.Logs.Lines.Enqueue(
                    (Microsoft.Extensions.Logging.LogLevel.Warning, "Trading.Test", $"{Name}: {failure}")
                );
                await Task.Delay(100, CancellationToken.None); // the server is down: dial again
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    // What waits for time is looked at again after a second, as the real agent does.
    private static async Task<JsonElement> NextAsync(HttpClient http, JsonElement last, CancellationToken stop)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (last.GetProperty("wants").GetArrayLength() > 0)
            soon.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await InboxAsync(http, last.GetProperty("tag").GetString()!, soon.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return last;
        }
    }

    private static Task<JsonElement> InboxAsync(HttpClient http, string seen, CancellationToken stop) =>
        http.GetFromJsonAsync<JsonElement>($"/api/trustee/inbox?seen={seen}", stop);

    private static IEnumerable<TrusteeWant> WantsIn(JsonElement inbox)
    {
        foreach (var line in inbox.GetProperty("wants").EnumerateArray())
        {
            var text = (string name) => line.GetProperty(name).GetString()!;
            Assert.True(
                TrusteeWant.TryParse(
                    text("kind"),
                    text("session"),
                    text("lot"),
                    line.GetProperty("body").GetBytesFromBase64(),
                    out var want
                )
            );
            yield return want!;
        }
    }

    private async Task AnswerAsync(HttpClient http, TrusteeWant want, CancellationToken stop)
    {
        var input = TrusteeDecider.Needs(whole.Value, state, want) switch
        {
            TrusteeNeed.Consistency n => new TrusteeInput(want, await ProofAsync(http, n, stop), []),
            TrusteeNeed.Ticks n => new TrusteeInput(want, [], await TicksAsync(http, n.Stream, stop)),
            _ => new TrusteeInput(want),
        };
        var decision = TrusteeDecider.Decide(
            new TrusteeContext(
                whole.Value,
                state,
                name => secrets.GetValueOrDefault(name),
                server.Clock.Now,
                Entropy.System
            ),
            input
        );
        foreach (var happened in decision.Events)
            state = TrusteeDecider.Evolve(state, happened);
        foreach (var secret in decision.Secrets)
            secrets[secret.Name] = secret.Value;
        foreach (var message in decision.Messages)
            if (Tamper(message) is { } sent)
                await DeliverAsync(http, sent, stop);
    }

    private async Task DeliverAsync(HttpClient http, TrusteeMessage message, CancellationToken stop)
    {
        using var answer = await PostAsync(http, message, stop);
        var body = await answer.Content.ReadAsStringAsync(stop);
        server.Logs.Lines.Enqueue(
            (
                Microsoft.Extensions.Logging.LogLevel.Information,
                "Trading.Test",
                $"{Name} said {message.Kind}: {(int)answer.StatusCode} {body}"
            )
        );
    }

    private static async Task<byte[][]> ProofAsync(
        HttpClient http,
        TrusteeNeed.Consistency need,
        CancellationToken stop
    ) =>
        [
            .. (
                await http.GetFromJsonAsync<JsonElement>(
                    $"/api/streams/{need.Stream}/consistency?from={need.From}&to={need.To}",
                    stop
                )
            )
                .GetProperty("proof")
                .EnumerateArray()
                .Select(hash => hash.GetBytesFromBase64()),
        ];

    private static async Task<DisclosedTick[]> TicksAsync(HttpClient http, string stream, CancellationToken stop)
    {
        var ticks = new List<DisclosedTick>();
        for (
            JsonElement page;
            (page = await http.GetFromJsonAsync<JsonElement>($"/api/feed/{stream}?after={ticks.Count - 1}", stop))
                .GetProperty("events")
                .GetArrayLength() > 0;

        )
            foreach (var item in page.GetProperty("events").EnumerateArray())
                if (
                    EventCodec.DecodeIntake(System.Text.Encoding.UTF8.GetBytes(item.GetProperty("e").GetString()!))
                    is TickSealed tick
                )
                    ticks.Add(new DisclosedTick(tick.Seed, tick.Entries));
        return [.. ticks];
    }
}
