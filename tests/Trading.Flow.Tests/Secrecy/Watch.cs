using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Trading.Cli;
using Trading.Crypto;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// Everybody who may look at one platform, and the clocked script by which they look: between two ticks each asks
/// everything once, when the head of the tick is witnessed by all three. Both platforms are looked at by the same
/// clock.
/// </summary>
internal sealed partial class Watch : IDisposable
{
    private const string Unknown = "00112233445566778899aabbccddeeff";
    private readonly Platform platform;
    private readonly Hall hall;
    private readonly List<Observer> observers = [];
    private FeedEar? ear;
    private byte[] forged = [];

    private Watch(Platform platform, Hall hall, Transcript transcript) =>
        (this.platform, this.hall, Transcript) = (platform, hall, transcript);

    public Transcript Transcript { get; }

    /// <summary>Everybody signs in.</summary>
    public static async Task<Watch> BeginAsync(Platform platform, Hall hall, Transcript transcript, PersonKey bidder)
    {
        var watch = new Watch(platform, hall, transcript);
        var own = await hall.LockAsync(hall.OnlyLot);
        using var key = SigningKey.Generate(Suite.P256);
        watch.forged = Withdrawal
            .Sign(
                key,
                own.Certificate.LockId,
                own.ContextHash,
                RandomNumberGenerator.GetBytes(EnvelopeHeader.IdBytes),
                2
            )
            .Bytes;
        watch.observers.Add(await Observer.AnybodyAsync(platform, transcript));
        foreach (var role in new[] { "host", "supervisor", "manager" })
        {
            using var person = platform.Crew.Person(role);
            watch.observers.Add(await Observer.PersonAsync(platform, transcript, role, person));
        }
        foreach (var trustee in Crew.Trustees)
            watch.observers.Add(await Observer.TrusteeAsync(platform, transcript, trustee));
        watch.observers.Add(await Observer.PersonAsync(platform, transcript, "bidder", bidder));
        return watch;
    }

    /// <summary>Begins to listen to the hub, to the closed streams too.</summary>
    public async Task ListenAsync() =>
        ear = await FeedEar.FollowAsync(
            platform.Url,
            frame =>
            {
                // The answer to a Join and the frames of its stream come in either order.
                if (Clock.Now < hall.CloseAt)
                    Transcript.Add(
                        frame.StartsWith("{\"type\":1,", StringComparison.Ordinal) ? "hub batch" : "hub answer",
                        frame
                    );
            },
            Session,
            Intake,
            Received
        );

    /// <summary>
    /// Everybody asks everything once. False when the head of the tick was not witnessed by all in time: then there is
    /// nothing to compare.
    /// </summary>
    public async Task<bool> LookAsync(long size, long before)
    {
        while (!await IsWitnessedAsync(size))
        {
            if (Clock.Now > before)
                return false;
            await Task.Delay(30);
        }
        await Task.WhenAll(
            observers.Select(async observer =>
            {
                foreach (var path in Paths(size))
                    await observer.LookAsync(path);
                await observer.TryAsync(
                    HttpMethod.Post,
                    $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}/uploads",
                    new { header = "AAAA", partRoots = Array.Empty<string[]>() }
                );
                await observer.TryAsync(
                    HttpMethod.Post,
                    $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}/withdrawals",
                    new { statement = "AAAA" }
                );
                // Well made, and signed with a key that no submission has.
                await observer.TryAsync(
                    HttpMethod.Post,
                    $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}/withdrawals",
                    new { statement = forged }
                );
                await observer.TryAsync(HttpMethod.Post, $"api/uploads/{Unknown}{Unknown}/commit", null);
                await observer.TryAsync(HttpMethod.Put, $"api/uploads/{Unknown}{Unknown}/parts/0/0", new { });
                await observer.TryAsync(
                    HttpMethod.Post,
                    $"api/sessions/{hall.Id}/acts",
                    new
                    {
                        statement = "AAAA",
                        certificate = "AAAA",
                        signature = "AAAA",
                    }
                );
            })
        );
        return Clock.Now <= before;
    }

    /// <summary>The long poll for a receipt that will never come: "pending" is the same for everything.</summary>
    public Task AwaitUnknownReceiptAsync() =>
        Task.WhenAll(observers.Select(o => o.LookAsync($"api/receipts/{Unknown}{Unknown}")));

    public async Task StopAsync()
    {
        if (ear is not null)
            await ear.StopAsync();
    }

    public void Dispose()
    {
        ear?.Dispose();
        foreach (var observer in observers)
            observer.Dispose();
    }

    private string Session => Names.SessionStream(hall.Id);

    private string Intake => Names.IntakeStream(hall.Id, hall.OnlyLot);

    private string Received => Names.ReceivedStream(hall.Id, hall.OnlyLot);

    /// <summary>Waits until all three trustees have signed a head of at least this size.</summary>
    public async Task WitnessedAsync(long size)
    {
        while (!await IsWitnessedAsync(size) && !await IsWitnessedAsync(size + 1))
            await Task.Delay(30);
    }

    // Text of the head with its size on a line of its own, and one line for each who signed: the platform and three
    // trustees.
    private async Task<bool> IsWitnessedAsync(long size)
    {
        if (size == 0)
            return true;
        var trustee = observers.First(o => o.Role == Crew.Trustees[0]);
        var note = await trustee.ReadAsync($"api/streams/{Intake}/checkpoint"); // before the first tick there is none
        return note.Contains($"\n{size}\n", StringComparison.Ordinal)
            && SignatureLine().Count(note) == 1 + Crew.Trustees.Length;
    }

    private IEnumerable<string> Paths(long size) =>
        [
            "healthz",
            "metrics",
            "api/metrics",
            "api/time",
            "api/trust",
            "",
            "feed",
            "openapi/v1.json",
            "api/sessions",
            $"api/sessions/{hall.Id}",
            $"api/sessions/{hall.Id}/tender",
            $"api/sessions/{Unknown}",
            $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}",
            $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}/lock",
            $"api/sessions/{hall.Id}/lots/nowhere/lock",
            $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}/uploads",
            $"api/uploads/{Unknown}{Unknown}",
            $"api/sessions/{hall.Id}/archive?kind=public",
            $"api/sessions/{hall.Id}/archive?kind=full",
            .. from stream in new[] { Session, Intake, Received }
            from after in new[] { -1, 0, 5 }
            select $"api/feed/{stream}?after={after}",
            .. new[] { Session, Intake, Received }.Select(stream => $"api/streams/{stream}/checkpoint"),
            .. from stream in new[] { Session, Intake, Received }
            from to in new[] { size, size + 1 }
            select $"api/streams/{stream}/consistency?from=1&to={to}",
            .. from stream in new[] { Session, Intake, Received }
            from index in new[] { size - 1, size }
            select $"api/streams/{stream}/inclusion?index={index}&size={size}",
            "api/trustee/inbox",
        ];

    [GeneratedRegex("^— ", RegexOptions.Multiline)]
    private static partial Regex SignatureLine();
}
