using System.Net;
using Trading.Crypto;
using Trading.Opening;

namespace Trading.Trustee;

/// <summary>
/// One trustee at work: looks into the inbox, fetches what a want needs, asks the pure decider, makes the decision durable, then sends.
/// It keeps nothing in memory that it could not rebuild, so it may be killed at any point and started again.
/// </summary>
public sealed class TrusteeAgent : IDisposable
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly TrusteeSelf self;
    private readonly ITrusteeStore store;
    private readonly PlatformClient platform;
    private readonly HttpClient http;
    private readonly Func<long> now;
    private readonly Action<string> log;
    private readonly Dictionary<string, (byte[] Body, long At)> refused = [];
    private TrusteeState state = TrusteeState.Empty;
    private string lastTrouble = "";

    /// <summary>An agent over an open store; it owns store and client from here on. The log gets one line for each thing that happened, and never a secret.</summary>
    public TrusteeAgent(TrusteeSelf self, ITrusteeStore store, HttpClient http, Func<long> now, Action<string> log)
    {
        (this.self, this.store, this.http, this.now, this.log) = (self, store, http, now, log);
        platform = new PlatformClient(http, self);
        foreach (var happened in store.Events()) state = TrusteeDecider.Evolve(state, happened);
    }

    /// <summary>What the trustee knows.</summary>
    public TrusteeState State => state;

    /// <summary>Reads keys and trust file, opens the store and makes an agent; <see cref="TrusteeSetupException"/> says what is wrong with the set-up.</summary>
    public static TrusteeAgent Open(TrusteeOptions options, Action<string> log, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var self = options.Self();
        var store = TrusteeStore.Open(options.DataFolder, self.SigningKey.PublicPoint);
        try { return new TrusteeAgent(self, store, PlatformClient.NewHttp(options.Server, handler), options.Now, log); }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Works until it is stopped. A platform that is away is waited for; a damaged store or a bug ends the agent with its exception.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        log($"trustee {self.Name} serves {http.BaseAddress}" + (self.ClockIsOffset ? "; its clock is set off: rehearsals only" : ""));
        var (inbox, isSettled, wait) = (new Inbox("", []), true, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                inbox = await NextAsync(inbox, isSettled, stop);
                isSettled = await ServeAsync(inbox.Wants, stop);
                wait = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception away) when (away is HttpRequestException or PlatformException or OperationCanceledException)
            {
                if (wait == TimeSpan.Zero) log($"the platform is away: {away.Message}");
                (inbox, isSettled) = (new Inbox("", []), true);
                wait = wait == TimeSpan.Zero ? TimeSpan.FromMilliseconds(200) : wait * 2 < LongestWait ? wait * 2 : LongestWait;
                await PauseAsync(wait, stop);
            }
        }
    }

    /// <summary>Decides about each want, persists, sends; gives whether nothing is left that should be looked at again before the inbox changes.</summary>
    public async Task<bool> ServeAsync(IReadOnlyList<TrusteeWant> wants, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(wants);
        var isSettled = true;
        // A release uses what was just attested, so it comes last.
        foreach (var want in wants.OrderBy(w => w is ReleaseWant ? 1 : 0))
        {
            try { isSettled &= await ServeAsync(want, stop); }
            catch (PlatformException no) when (no.Status is not HttpStatusCode.Unauthorized)
            {
                Complain($"{want.Kind} {NameOf(want)}: {no.Message}");
                isSettled = false;
            }
        }
        return isSettled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        store.Dispose();
    }

    // The same trouble again is no news; it comes every second while it lasts.
    private void Complain(string trouble)
    {
        if (trouble != lastTrouble) log(trouble);
        lastTrouble = trouble;
    }

    private static async Task PauseAsync(TimeSpan wait, CancellationToken stop)
    {
        try { await Task.Delay(wait, stop); }
        catch (OperationCanceledException) { } // the loop sees the same token
    }

    // What is unsettled depends on time: it is looked at again every second while the long poll waits for something new.
    private async Task<Inbox> NextAsync(Inbox last, bool isSettled, CancellationToken stop)
    {
        if (last.Tag.Length == 0 || isSettled) return await platform.InboxAsync(last.Tag.Length == 0 ? null : last.Tag, stop);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(AgainAfter);
        try { return await platform.InboxAsync(last.Tag, soon.Token); }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested) { return last; }
    }

    private async Task<bool> ServeAsync(TrusteeWant want, CancellationToken stop)
    {
        var input = await FetchAsync(want, stop);
        var decision = TrusteeDecider.Decide(new TrusteeContext(self, state, store.Secret, now(), Entropy.System), input);
        if (decision.Events.Count > 0 || decision.Secrets.Count > 0) store.Save(decision.Events, decision.Secrets);
        foreach (var happened in decision.Events)
        {
            state = TrusteeDecider.Evolve(state, happened);
            log($"{happened.GetType().Name} {NameOf(want)}{About(happened)}");
        }
        foreach (var message in decision.Messages.Where(IsNews)) await platform.PostAsync(message, stop);
        return !decision.Messages.Any(m => m.Kind is TrusteeMessageKind.Refusal or TrusteeMessageKind.AttestRequest);
    }

    private async Task<TrusteeInput> FetchAsync(TrusteeWant want, CancellationToken stop) => TrusteeDecider.Needs(state, want) switch
    {
        TrusteeNeed.Consistency need => new(want, await platform.ConsistencyAsync(need.Stream, need.From, need.To, stop), []),
        TrusteeNeed.Ticks need => new(want, [], await platform.TicksAsync(need.Stream, need.Count, stop)),
        _ => new(want),
    };

    // A refusal that stands is told again every half minute, not every second.
    private bool IsNews(TrusteeMessage message)
    {
        if (message.Kind != TrusteeMessageKind.Refusal) return true;
        var key = string.Join('/', message.Session, message.Lot, TrusteeBodies.TryRefusal(message.Body, out var want, out _, out _) ? want : "");
        var (at, last) = (now(), refused.GetValueOrDefault(key));
        if (last.Body is not null && last.Body.AsSpan().SequenceEqual(message.Body) && Math.Abs(at - last.At) < 30_000_000) return false;
        refused[key] = (message.Body, at);
        return true;
    }

    private static string NameOf(TrusteeWant want) => want.Lot.Length == 0 ? want.Session : $"{want.Session}/{want.Lot}";

    private static string About(TrusteeEvent happened) => happened switch
    {
        WantRefused or ForkSeen when TrusteeBodies.TryRefusal(happened.Message!.Body, out var want, out var reason, out _) => $": {want} {reason}",
        CeremonyRefused when TrusteeBodies.TryComplaint(happened.Message!.Body, out var accused, out var cause) => $": {accused} {cause}",
        HeadCosigned e => $": {e.Head.Stream} {e.Head.Size}",
        FreezeWitnessed e => $": {e.Head.Size}{(e.Late ? " late" : "")}",
        _ => "",
    };
}
