using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Trading.Crypto;

namespace Trading.Cli.Tests;

/// <summary>What a line does with a COMMIT or a withdrawal.</summary>
public enum LineMode
{
    /// <summary>Nothing.</summary>
    Pass,

    /// <summary>It never reaches the platform.</summary>
    Block,

    /// <summary>It reaches the platform, and the answer is thrown away.</summary>
    Lose,
}

/// <summary>
/// A platform behind a bad line: it takes declarations, COMMITs and withdrawals of one lot as docs/spec/http.md says,
/// with a clock that the test sets, and signs acknowledgements with the hall's platform key. It gives no receipts.
/// </summary>
internal sealed class BadLine : IDisposable
{
    private const string Problem = "application/problem+json";
    private readonly HttpListener listener = new();
    private readonly Hall hall;
    private readonly VerifiedLock target;
    private readonly byte[] lockAnswer;
    private readonly Dictionary<string, byte[]> entries = [];
    private readonly HashSet<string> declared = [];
    private readonly List<byte[]> revocations = [];

    private BadLine(Hall hall, string lockFile, Uri url)
    {
        (this.hall, Url, lockAnswer) = (hall, url, File.ReadAllBytes(lockFile));
        var answer = JsonSerializer.Deserialize<LockAnswer>(lockAnswer, ApiClient.Json)!;
        target = VerifiedLock.Check(hall.Trust, answer.Policy, answer.Certificate);
        Now = target.Policy.CloseAt - 60_000_000;
        listener.Prefixes.Add(url.AbsoluteUri);
        listener.Start();
        _ = ServeAsync();
    }

    public static BadLine Open(Hall hall, string lockFile)
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new BadLine(hall, lockFile, new Uri($"http://127.0.0.1:{port}/"));
    }

    public Uri Url { get; }

    public LineMode Mode { get; set; }

    /// <summary>The platform's clock, UTC microseconds.</summary>
    public long Now { get; set; }

    public long CloseAt => target.Policy.CloseAt;

    /// <summary>What is to happen when a COMMIT or withdrawal reaches the line.</summary>
    public Action OnCommit { get; set; } = () => { };

    /// <summary>The newest revision that the platform tells of whoever asks for an entry; none unless set.</summary>
    public uint? SupersededBy { get; set; }

    /// <summary>The platform has no lock to give: its trustees are at it, or <see cref="Failure"/>.</summary>
    public bool IsUnlocked { get; set; }

    /// <summary>What the session's stream says that became of the lot; nothing unless set.</summary>
    public LotFailure? Failure { get; set; }

    public List<string> Calls { get; } = [];

    public int Commits =>
        Calls.Count(c =>
            c.EndsWith("/commit", StringComparison.Ordinal) || c.EndsWith("/withdrawals", StringComparison.Ordinal)
        );

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext asked;
            try
            {
                asked = await listener.GetContextAsync();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            await AnswerAsync(asked);
        }
    }

    private async Task AnswerAsync(HttpListenerContext asked)
    {
        var path = asked.Request.Url!.AbsolutePath;
        using var body = new MemoryStream();
        await asked.Request.InputStream.CopyToAsync(body);
        Calls.Add($"{asked.Request.HttpMethod} {path}");
        var isCommit =
            path.EndsWith("/commit", StringComparison.Ordinal)
            || path.EndsWith("/withdrawals", StringComparison.Ordinal);
        if (isCommit)
            OnCommit();
        var (status, type, text) =
            isCommit && Mode == LineMode.Block
                ? (200, "", "")
                : Answer(path, body.ToArray(), asked.Request.QueryString["after"]);
        if (isCommit && Mode != LineMode.Pass)
        {
            asked.Response.Abort();
            return;
        }
        (asked.Response.StatusCode, asked.Response.ContentType) = (status, type);
        await asked.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        asked.Response.Close();
    }

    private (int Status, string Type, string Text) Answer(string path, byte[] body, string? after) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["api", "time"] => Ok(new { now = Now }),
            ["api", "sign-in", "challenge"] => Ok(new { challenge = "AAAA", expiresAt = 1 }),
            ["api", "sign-in", "certificate"] => Ok(
                new
                {
                    ticket = "t",
                    expiresAt = 1,
                    name = "x",
                }
            ),
            ["api", "sessions", _, "lots", _, "lock"] when IsUnlocked => Refuse(404, "NotFound"),
            ["api", "sessions", _, "lots", _, "lock"] => (200, "application/json", Encoding.UTF8.GetString(lockAnswer)),
            ["api", "sessions", _, "lots", _, "uploads"] => Declare(SignedOf(body, "header")),
            ["api", "sessions", _, "lots", _, "withdrawals"] => Withdraw(SignedOf(body, "statement")),
            ["api", "uploads", var id, "commit"] => !declared.Contains(id) ? Refuse(404, "NotFound") : Commit(id),
            ["api", "uploads", _] => Ok(new { missing = new[] { new[] { false } } }),
            ["api", "acknowledgements", var id] => entries.TryGetValue(id, out var given)
                ? Ok(
                    new
                    {
                        acknowledgement = given,
                        entryHash = id,
                        supersededBy = SupersededBy,
                    }
                )
                : Refuse(404, "NotFound"),
            ["api", "receipts", _] => (202, "application/json", """{"state":"pending"}"""),
            ["api", "feed", var stream] => Feed(stream, long.Parse(after ?? "-1", CultureInfo.InvariantCulture)),
            _ => Refuse(404, "NotFound"),
        };

    private (int, string, string) Declare(byte[] header)
    {
        var id = HashOf(header);
        if (entries.TryGetValue(id, out var given))
            return Ok(new { upload = id, acknowledgement = given });
        if (Now > CloseAt)
            return Refuse(409, "TooLate");
        declared.Add(id);
        return (
            201,
            "application/json",
            JsonSerializer.Serialize(new { upload = id, acknowledgement = (byte[]?)null })
        );
    }

    private (int, string, string) Commit(string id)
    {
        if (entries.TryGetValue(id, out var given))
            return Acknowledged(id, given);
        if (Now > CloseAt)
            return Refuse(409, "TooLate");
        return Acknowledged(id, entries[id] = Sign(id));
    }

    private (int, string, string) Withdraw(byte[] statement)
    {
        var id = HashOf(statement);
        if (entries.ContainsKey(id) || Now <= CloseAt)
        {
            declared.Add(id);
            return Commit(id);
        }
        revocations.Add(statement);
        return Ok(new { height = revocations.Count });
    }

    private (int, string, string) Feed(string stream, long after)
    {
        var first = new SessionPrepared(
            1,
            target.Policy.Session,
            hall.Publish().Terms,
            [LockPolicyCodec.ToBytes(target.Policy)]
        );
        List<SessionEvent> events =
        [
            first,
            .. Failure is { } cause
                ? new SessionEvent[] { new LotFailed(2, target.Policy.Lot, cause, "bidding-law:28") }
                : [],
            .. revocations.Select(statement => new BidRevoked(
                2,
                target.Policy.Lot,
                Withdrawal.TryParse(statement, out var w, out _) ? Convert.ToHexStringLower(w.SubmissionId) : "",
                statement
            )),
        ];
        return Ok(
            new
            {
                stream,
                head = events.Count,
                events = events
                    .Select(
                        (e, h) =>
                            new
                            {
                                h,
                                salt = new byte[32],
                                e = Encoding.UTF8.GetString(EventCodec.Encode(e).Bytes),
                            }
                    )
                    .Where(e => e.h > after),
            }
        );
    }

    private byte[] Sign(string id)
    {
        Assert.True(SigningKey.TryFromPkcs8(Suite.P256, File.ReadAllBytes(hall.Shell.At("platform.key")), out var key));
        using (key)
            return Acknowledgement.Sign(key, Now, Convert.FromHexString(id), 100, 0).ToBytes();
    }

    private static (int, string, string) Acknowledged(string id, byte[] given) =>
        Ok(new { acknowledgement = given, entryHash = id });

    private static string HashOf(byte[] statement) => Convert.ToHexStringLower(Entry.HashOf(Suite.P256, statement));

    private static byte[] SignedOf(byte[] body, string member) =>
        JsonDocument.Parse(body).RootElement.GetProperty(member).GetBytesFromBase64();

    private static (int, string, string) Ok(object answer) =>
        (200, "application/json", JsonSerializer.Serialize(answer, ApiClient.Json));

    private static (int, string, string) Refuse(int status, string reason) =>
        (
            status,
            Problem,
            $$"""{"title":"{{reason}}","detail":"The deadline has passed.","reason":"{{reason}}","rule":"bidding-reg:36","nextStep":"keep-your-copy"}"""
        );
}
