using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Trustee.Tests;

/// <summary>The trustee interface over a rehearsed opening.</summary>
public sealed class Relay(Rehearsal platform) : Relay<Rehearsal>(platform);

/// <summary>
/// The platform's trustee interface over a platform in memory, as real HTTP messages without a network: challenge,
/// tickets, long poll, posts, proofs, feed, rows.
/// </summary>
public class Relay<TPlatform>(TPlatform platform) : HttpMessageHandler
    where TPlatform : class, IModelPlatform
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> tickets = [];
    private readonly List<byte[]> challenges = [];

    public TPlatform Platform => platform;

    /// <summary>Every message that was posted, with its trustee, in order.</summary>
    public List<(int Trustee, TrusteeMessage Message)> Posted { get; } = [];

    /// <summary>How many calls came, by first words of their path.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>A kind of message that is answered with 409, as a server answers what it does not take.</summary>
    public TrusteeMessageKind? Refuses { get; set; }

    /// <summary>What is sent in place of the rows behind a root.</summary>
    public Func<byte[], byte[]> Rows { get; set; } = static rows => rows;

    /// <summary>While set, every call fails as if nobody listened.</summary>
    public bool IsAway { get; set; }

    /// <summary>Forgets all tickets and challenges, as a server does that was started anew.</summary>
    public void Restart()
    {
        lock (gate)
        {
            tickets.Clear();
            challenges.Clear();
        }
    }

    public void Do(Action<TPlatform> what)
    {
        lock (gate)
            what(platform);
    }

    public T Ask<T>(Func<TPlatform, T> what)
    {
        lock (gate)
            return what(platform);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri!.AbsolutePath;
        lock (gate)
            Calls.Add(path);
        if (IsAway)
            throw new HttpRequestException("nobody listens");
        var body = request.Content is null
            ? default
            : await request.Content.ReadFromJsonAsync<JsonElement>(Json, cancellationToken);
        if (path == "/api/sign-in/challenge")
            return Ok(new { challenge = Challenge(), expiresAt = 0L });
        if (path == "/api/sign-in/certificate")
            return SignIn(body);
        if (TrusteeOf(request) is not { } trustee)
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query);
        return path switch
        {
            "/api/trustee/inbox" => await InboxAsync(trustee, query["seen"], cancellationToken),
            "/api/trustee/messages" => Take(trustee, body),
            _ when path.EndsWith("/consistency", StringComparison.Ordinal) => Proof(
                path.Split('/')[3],
                long.Parse(query["from"]!, null),
                long.Parse(query["to"]!, null)
            ),
            _ when path.StartsWith("/api/feed/", StringComparison.Ordinal) => Feed(int.Parse(query["after"]!, null)),
            _ when path.StartsWith("/api/draws/", StringComparison.Ordinal) => RowsOf(path.Split('/')[5]),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };
    }

    private byte[] Challenge()
    {
        var challenge = Rehearsal.Fresh(32);
        lock (gate)
            challenges.Add(challenge);
        return challenge;
    }

    private HttpResponseMessage SignIn(JsonElement body)
    {
        var (challenge, name, signature) = (
            body.GetProperty("challenge").GetBytesFromBase64(),
            body.GetProperty("trustee").GetString(),
            body.GetProperty("signature").GetBytesFromBase64()
        );
        lock (gate)
        {
            var number = Array.FindIndex(platform.Selves, s => s.Name == name) + 1;
            var known = challenges.RemoveAll(c => c.AsSpan().SequenceEqual(challenge)) > 0;
            if (
                !known
                || number == 0
                || !SigningKey.Verify(
                    Rehearsal.Suite,
                    platform.Selves[number - 1].SigningKey.PublicPoint,
                    Tags.SignIn,
                    challenge,
                    signature
                )
            )
                return new HttpResponseMessage(HttpStatusCode.Forbidden);
            var ticket = Convert.ToHexString(Rehearsal.Fresh(16));
            tickets[ticket] = number;
            return Ok(
                new
                {
                    ticket,
                    expiresAt = long.MaxValue,
                    name,
                }
            );
        }
    }

    private int? TrusteeOf(HttpRequestMessage request)
    {
        lock (gate)
            return
                request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } ticket }
                && tickets.TryGetValue(ticket, out var trustee)
                ? trustee
                : null;
    }

    private async Task<HttpResponseMessage> InboxAsync(int trustee, string? seen, CancellationToken stop)
    {
        for (var wait = 0; ; wait++)
        {
            var wants = Ask(p => p.Wants(trustee));
            // Notes are signed anew each time here; what is wanted is told apart by everything else.
            var tag = Convert.ToHexString(
                Rehearsal.Suite.Hash(Encoding.UTF8.GetBytes(string.Join('|', wants.Select(Word))))
            );
            if (tag != seen || wait == 40)
                return Ok(
                    new
                    {
                        tag,
                        wants = wants.Select(w => new
                        {
                            kind = w.Kind,
                            session = w.Session,
                            lot = w.Lot,
                            body = w.Body(),
                        }),
                    }
                );
            await Task.Delay(5, stop);
        }
    }

    private static string Word(TrusteeWant want) =>
        want switch
        {
            CosignWant w => "cosign " + w.Note.Split("\n\n")[0],
            FreezeWant w => $"freeze {w.Cosignatures.Count}",
            ReleaseWant w => $"release {w.Cosignatures.Count} {w.Revocations.Count}",
            AttestedWant w => $"attested {w.Attestations.Count} {Convert.ToHexString(w.Attestations[0].Body)}",
            _ => want.Kind + Convert.ToHexString(want.Body()),
        };

    private HttpResponseMessage Take(int trustee, JsonElement body)
    {
        if (!TrusteeMessage.TryKind(body.GetProperty("kind").GetString()!, out var kind))
            return new HttpResponseMessage(HttpStatusCode.BadRequest);
        var message = new TrusteeMessage(
            kind,
            body.GetProperty("session").GetString()!,
            body.GetProperty("lot").GetString()!,
            body.GetProperty("body").GetBytesFromBase64(),
            body.GetProperty("signature").GetBytesFromBase64()
        );
        if (kind == Refuses)
            return new HttpResponseMessage(HttpStatusCode.Conflict);
        lock (gate)
        {
            Posted.Add((trustee, message));
            platform.Receive(trustee, message);
        }
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage Proof(string stream, long from, long to) =>
        Ok(new { proof = Ask(p => p.Proof(stream, from, to)) });

    private HttpResponseMessage RowsOf(string root) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(Rows(Ask(p => p.Rows(root)))) };

    private HttpResponseMessage Feed(int after)
    {
        var ticks = Ask(p => p.Ticks.ToList());
        // Small pages, so that a reader has to turn them.
        var events = ticks
            .Skip(after + 1)
            .Take(2)
            .Select(
                (t, i) =>
                    new
                    {
                        h = after + 1 + i,
                        e = Encoding.UTF8.GetString(
                            TickTable
                                .Events.Encode(
                                    new TickSealed(
                                        0,
                                        after + 1 + i,
                                        after + 1 + i == ticks.Count - 1,
                                        t.Seed,
                                        t.Entries
                                    )
                                )
                                .Bytes
                        ),
                    }
            );
        return Ok(
            new
            {
                stream = "",
                head = ticks.Count,
                events,
            }
        );
    }

    private static HttpResponseMessage Ok(object body) =>
        new(HttpStatusCode.OK) { Content = JsonContent.Create(body, options: Json) };
}
