using System.Text;
using System.Text.Json;
using Trading.Crypto;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>One of the two platforms: its bidders, everybody who looks, and what was seen.</summary>
internal sealed class Side(string name, int bidders, Crew crew) : IAsyncDisposable
{
    private const long Second = 1_000_000;
    private const string Known = "投标人1";
    private readonly Dictionary<string, int> linesBefore = [];
    private readonly List<RecordingProxy> proxies = [];
    private volatile Transcript? recording;
    private RecordingProxy? bidderProxy;
    private ActiveBidder? active;

    public Platform Platform { get; private set; } = null!;

    public Hall Hall { get; private set; } = null!;

    public Watch Watch { get; private set; } = null!;

    public Transcript Transcript { get; private set; } = null!;

    /// <summary>Starts the platform; its trustees dial through proxies that write down what they see.</summary>
    public async Task StartAsync() =>
        Platform = await Platform.StartAsync(
            name,
            crew,
            trusteeUrl: (url, trustee) => Proxy(url, answer => KeepOfTrustee(trustee, answer)).Url
        );

    /// <summary>
    /// The host publishes, the locks are made, everybody signs in, and from the instant on all is written down.
    /// </summary>
    public async Task PrepareAsync(HallPlan plan)
    {
        Transcript = new Transcript(
            (Platform.Url.Authority, "{host}"),
            (Path.GetDirectoryName(Platform.Logs)!, "{folder}"),
            (plan.Session!, "{session}")
        );
        Hall = await Hall.PrepareAsync(Platform, plan);
        bidderProxy = Proxy(Platform.Url, KeepOfBidder);
        active = await ActiveBidder.ComeAsync(Hall, Transcript);
        Watch = await Watch.BeginAsync(Platform, Hall, Transcript, Platform.Crew.Newcomer(Known));
    }

    /// <summary>From here on everything is written down: also what trustees see, and what processes print.</summary>
    public async Task RecordAsync()
    {
        foreach (var child in Platform.Children)
            linesBefore[child.Name] = Lines(child.Name).Length;
        recording = Transcript;
        await Watch.ListenAsync();
    }

    /// <summary>
    /// The bids come over the whole intake; one is replaced where there are many. The known bidder writes down what it
    /// sees.
    /// </summary>
    /// <returns>False when a COMMIT that is compared missed its tick: the platforms then promise different ticks, which
    /// is the clock's doing.</returns>
    public async Task<bool> BidAsync()
    {
        var (closes, intake) = (Hall.CloseAt, Hall.Policies[0].Ticks[^1].SecondsBefore * Second);
        var others = Enumerable
            .Range(2, bidders - 1)
            .Select(async n =>
            {
                var bidder = await Hall.BidderAsync($"投标人{n}");
                await Clock.ReachesAsync(closes - intake * 23 / 24 + (n - 2) * (intake * 20 / 24) / (bidders - 1));
                await bidder.BidAsync($"{700_000 + n}.00");
                if (n == 20)
                    await bidder.BidAsync("699,999.99");
            });
        var (known, rival) = (KnownBidderAsync(), ActiveBidderAsync());
        await Task.WhenAll([known, rival, .. others]);
        return await known && await rival;
    }

    /// <summary>
    /// Just before the deadline: what the processes printed until then. False when the web server itself complains of a
    /// machine that stands still.
    /// </summary>
    public async Task<bool> KeepLogsAsync()
    {
        await Clock.ReachesAsync(Hall.CloseAt - Second / 5);
        foreach (var (child, before) in linesBefore)
        {
            Transcript.Add(
                $"{child}.log lines",
                (Lines(child).Length - before).ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
            foreach (var line in Lines(child)[before..])
                Transcript.Add($"{child}.log", line);
        }
        recording = null;
        return !Lines("server").Any(line => line.Contains("heartbeat", StringComparison.Ordinal));
    }

    public async Task OpensFullyAsync()
    {
        var opened = await Hall.OpenedAsync(Hall.OnlyLot);
        Assert.Equal(bidders + active!.Live, opened.Bids.Count);
        Assert.All(opened.Bids, bid => Assert.NotNull(bid.Form));
    }

    public async ValueTask DisposeAsync()
    {
        Watch?.Dispose();
        active?.Dispose();
        foreach (var proxy in proxies)
            proxy.Dispose();
        if (Platform is not null)
            await Platform.DisposeAsync();
    }

    // Committed between two ticks, so that both platforms promise the same tick.
    private async Task<bool> KnownBidderAsync()
    {
        var bidder = await Bidder.ComeAsync(Hall, Hall.OnlyLot, Known, bidderProxy!.Url);
        var period = Hall.Policies[0].Ticks[^1].PeriodSeconds * Second;
        await Clock.ReachesAsync(Hall.CloseAt - 9 * period + period / 3);
        await bidder.BidAsync("650,000.00", documentBytes: 100_000);
        var inTime = Clock.Now < Hall.CloseAt - 8 * period;
        Assert.True(Acknowledgement.TryParse(bidder.Answer!.Acknowledgement, out var acknowledgement));
        Transcript.Add("bidder acknowledgement", $"tick {acknowledgement.Tick}, {acknowledgement.SizeBytes} bytes");
        await Watch.WitnessedAsync(acknowledgement.Tick + 1);
        Assert.True(Receipt.TryParse(await bidder.ReceiptAsync(), out var receipt));
        Transcript.Add(
            "bidder receipt",
            $"tick {receipt.Tick}, {receipt.Slot.Path.Length} slot hashes, {receipt.Inclusion.Length} hashes, "
                + $"{receipt.Checkpoint.Signatures.Count} signatures\n{receipt.Checkpoint.Text}"
        );
        return inTime;
    }

    // Uploads long before; all its COMMITs fall between two ticks, in which others come too.
    private async Task<bool> ActiveBidderAsync()
    {
        var period = Hall.Policies[0].Ticks[^1].PeriodSeconds * Second;
        await active!.UploadAsync();
        if (Clock.Now > Hall.CloseAt - 4 * period)
            return false;
        await Clock.ReachesAsync(Hall.CloseAt - 4 * period + period / 4);
        var taken = await active.CommitAsync();
        var inTime = Clock.Now < Hall.CloseAt - 3 * period;
        Assert.NotEmpty(taken);
        await active.AskForReceiptsAsync([taken[0], taken[^1]]);
        return inTime;
    }

    private RecordingProxy Proxy(Uri url, Action<ProxiedAnswer> told)
    {
        var proxy = new RecordingProxy(url, told);
        lock (proxies)
            proxies.Add(proxy);
        return proxy;
    }

    private void KeepOfTrustee(string trustee, ProxiedAnswer answer)
    {
        if (recording is not { } transcript)
            return;
        if (answer.Path.StartsWith("/api/trustee/inbox", StringComparison.Ordinal))
            KeepInbox(transcript, trustee, answer.Answer);
        else if (answer.Path == "/api/trustee/messages")
            transcript.Add($"{trustee} sends", $"{Kind(answer.Asked)}: {answer.Answer}");
        else
            transcript.Add($"{trustee} asks", $"{answer.Path}: {answer.Answer}");
    }

    private void KeepOfBidder(ProxiedAnswer answer)
    {
        if (recording is not { } transcript)
            return;
        if (answer.Path.StartsWith("/api/receipts/", StringComparison.Ordinal))
            transcript.AddChange($"bidder {answer.Method} {answer.Path}", answer.Answer);
        else
            transcript.Add($"bidder {answer.Method} {answer.Path}", answer.Answer);
    }

    // How often it sees that nothing is wanted is the clock's (long polls end); what is wanted, and in which order, is
    // not.
    private static void KeepInbox(Transcript transcript, string trustee, string answer) =>
        transcript.AddChange(
            answer.Contains("\"wants\":[]", StringComparison.Ordinal)
                ? $"{trustee} sees an empty inbox"
                : $"{trustee} sees in its inbox",
            answer
        );

    private static string Kind(byte[] message)
    {
        using var json = JsonDocument.Parse(message);
        return json.RootElement.GetProperty("kind").GetString()!;
    }

    private string[] Lines(string child)
    {
        using var file = new StreamReader(
            new FileStream(Platform.LogOf(child), FileMode.Open, FileAccess.Read, FileShare.ReadWrite),
            Encoding.UTF8
        );
        return file.ReadToEnd().Split('\n');
    }
}
