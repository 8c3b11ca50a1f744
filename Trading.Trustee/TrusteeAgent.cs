using System.Net;
using Trading.Crypto;

namespace Trading.Trustee;

/// <summary>
/// One trustee at work: looks into the inbox, fetches what wants need, asks the pure decider about each, makes all
/// their decisions durable at once, then sends. It keeps nothing in memory that it could not rebuild, so it may be
/// killed at any point and started again.
/// </summary>
public sealed class TrusteeAgent : IDisposable
{
    /// <summary>Wants that are decided and kept together.</summary>
    private const int MostTogether = 64;
    private const int MostPointsTogether = 4;
    private const int CallsAtOnce = 16;
    private const long SliceMicros = 300_000;
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly TrusteeSelf self;
    private readonly ITrusteeStore store;
    private readonly PlatformClient platform;
    private readonly FetchedRows rows;
    private readonly HttpClient http;
    private readonly Func<long> now;
    private readonly Action<string> log;
    private readonly Dictionary<string, (byte[] Body, long At)> refused = [];
    private TrusteeState state = TrusteeState.Empty;
    private string lastTrouble = "";

    /// <summary>
    /// An agent over an open store; it owns store and client from here on. The log gets one line for each thing that
    /// happened, and never a secret.
    /// </summary>
    public TrusteeAgent(TrusteeSelf self, ITrusteeStore store, HttpClient http, Func<long> now, Action<string> log)
    {
        (this.self, this.store, this.http, this.now, this.log) = (self, store, http, now, log);
        platform = new PlatformClient(http, self);
        rows = new FetchedRows(platform);
        foreach (var happened in store.Events())
            state = TrusteeDecider.Evolve(state, happened);
    }

    /// <summary>What the trustee knows.</summary>
    public TrusteeState State => state;

    /// <summary>
    /// Reads keys and trust file, opens the store and makes an agent; <see cref="TrusteeSetupException"/> says what is
    /// wrong with the set-up.
    /// </summary>
    public static TrusteeAgent Open(TrusteeOptions options, Action<string> log, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var self = options.Self();
        var store = TrusteeStore.Open(options.DataFolder, self.SigningKey.PublicPoint);
        try
        {
            return new TrusteeAgent(self, store, PlatformClient.NewHttp(options.Server, handler), options.Now, log);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Works until it is stopped. A platform that is away is waited for; a damaged store or a bug ends the agent with
    /// its exception.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        log(
            $"trustee {self.Name} serves {http.BaseAddress}"
                + (self.ClockIsOffset ? "; its clock is set off: rehearsals only" : "")
        );
        var (inbox, served, wait) = (new Inbox("", []), Served.Settled, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                inbox = await NextAsync(inbox, served, stop);
                served = await ServeSomeAsync(inbox.Wants, stop);
                wait = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
                when (away is HttpRequestException or PlatformException or OperationCanceledException)
            {
                if (wait == TimeSpan.Zero)
                    log($"the platform is away: {away.Message}");
                (inbox, served) = (new Inbox("", []), Served.Settled);
                wait =
                    wait == TimeSpan.Zero ? TimeSpan.FromMilliseconds(200)
                    : wait * 2 < LongestWait ? wait * 2
                    : LongestWait;
                await PauseAsync(wait, stop);
            }
        }
    }

    /// <summary>
    /// Decides about each want, persists, sends, until all are served; gives whether nothing is left that should be
    /// looked at again before the inbox changes.
    /// </summary>
    public async Task<bool> ServeAsync(IReadOnlyList<TrusteeWant> wants, CancellationToken stop)
    {
        var isSettled = true;
        foreach (var batch in Batches(wants))
            isSettled &= await ServeTogetherAsync(batch, stop);
        return isSettled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        http.Dispose();
        store.Dispose();
    }

    // The same trouble again is no news; it comes every second while it lasts.
    private void Complain(string trouble)
    {
        if (Interlocked.Exchange(ref lastTrouble, trouble) != trouble)
            log(trouble);
    }

    private static async Task PauseAsync(TimeSpan wait, CancellationToken stop)
    {
        try
        {
            await Task.Delay(wait, stop);
        }
        catch (OperationCanceledException) { } // the loop sees the same token
    }

    // Whatever takes long is interrupted: a freeze has seconds, and it is in the inbox, not in the wants that are left.
    private async Task<Served> ServeSomeAsync(IReadOnlyList<TrusteeWant> wants, CancellationToken stop)
    {
        var (began, isSettled) = (now(), true);
        foreach (var batch in Batches(wants))
        {
            if (now() - began > SliceMicros)
                return Served.Interrupted;
            isSettled &= await ServeTogetherAsync(batch, stop);
        }
        return isSettled ? Served.Settled : Served.Unsettled;
    }

    // The hour's wants first, whatever order they came in. Points and a release use what was just attested, so they
    // come last: points few at a time, a release alone, because its list may be large.
    private static IEnumerable<TrusteeWant[]> Batches(IReadOnlyList<TrusteeWant> wants)
    {
        var others = wants
            .Where(want => want is not (ReleaseWant or PointWant))
            .OrderBy(want =>
                want is FreezeWant ? 0
                : want is AttestWant or AttestedWant ? 1
                : 2
            );
        return others
            .Chunk(MostTogether)
            .Concat(wants.OfType<PointWant>().Chunk(MostPointsTogether))
            .Concat(wants.OfType<ReleaseWant>().Select(release => new TrusteeWant[] { release }));
    }

    // What is unsettled depends on time: it is asked for again every second while the long poll waits for something
    // new.
    private async Task<Inbox> NextAsync(Inbox last, Served served, CancellationToken stop)
    {
        if (last.Tag.Length == 0 || served == Served.Interrupted)
            return await platform.InboxAsync(null, stop);
        if (served == Served.Settled)
            return await platform.InboxAsync(last.Tag, stop);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(AgainAfter);
        try
        {
            return await platform.InboxAsync(last.Tag, soon.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return await platform.InboxAsync(null, stop);
        }
    }

    // Decided one after the other, each on what the one before left; kept in one transaction; and only then is anything
    // sent.
    private async Task<bool> ServeTogetherAsync(TrusteeWant[] wants, CancellationToken stop)
    {
        var inputs = await FetchAsync(wants, stop);
        var batch = new Batch(self, store, state);
        var isSettled = inputs.Count == wants.Length;
        foreach (var (need, input) in inputs)
            isSettled &= batch.Decide(need, input, now());
        if (batch.Events.Count > 0 || batch.Secrets.Count > 0)
            store.Save(batch.Events, batch.Secrets);
        state = batch.State;
        foreach (var happened in batch.Events)
            log($"{happened.GetType().Name} {About(happened)}");
        return await SendAsync(batch.Messages.Where(IsNews), stop) && isSettled;
    }

    private async Task<IReadOnlyList<(TrusteeNeed Need, TrusteeInput Input)>> FetchAsync(
        TrusteeWant[] wants,
        CancellationToken stop
    )
    {
        var inputs = new (TrusteeNeed Need, TrusteeInput? Input)[wants.Length];
        await SideBySideAsync(
            Enumerable.Range(0, wants.Length),
            async (i, stop) =>
            {
                var need = TrusteeDecider.Needs(self, state, wants[i]);
                await TryAsync(
                    $"{wants[i].Kind} {NameOf(wants[i].Session, wants[i].Lot)}",
                    async () => inputs[i] = (need, await FetchAsync(wants[i], need, stop))
                );
            },
            stop
        );
        return [.. inputs.Where(input => input.Input is not null).Select(input => (input.Need, input.Input!))];
    }

    private async Task<TrusteeInput> FetchAsync(TrusteeWant want, TrusteeNeed needed, CancellationToken stop) =>
        needed switch
        {
            TrusteeNeed.Consistency need => new(
                want,
                await platform.ConsistencyAsync(need.Stream, need.From, need.To, stop),
                []
            ),
            TrusteeNeed.Rows need => new(want) { Rows = await rows.FindAsync(need, stop) },
            TrusteeNeed.Ticks need => new(want, [], await platform.TicksAsync(need.Stream, need.Count, stop)),
            _ => new(want),
        };

    // Messages about one lot go in their order, those about others beside them: the platform's disk then takes many at
    // once.
    private async Task<bool> SendAsync(IEnumerable<TrusteeMessage> messages, CancellationToken stop)
    {
        var refusals = 0;
        await SideBySideAsync(
            messages.GroupBy(message => (message.Session, message.Lot)).ToList(),
            async (lot, stop) =>
            {
                foreach (var message in lot)
                    if (
                        !await TryAsync(
                            $"{message.Kind} {NameOf(message.Session, message.Lot)}",
                            () => platform.PostAsync(message, stop)
                        )
                    )
                        Interlocked.Increment(ref refusals);
            },
            stop
        );
        return refusals == 0;
    }

    private static Task SideBySideAsync<T>(
        IEnumerable<T> items,
        Func<T, CancellationToken, Task> work,
        CancellationToken stop
    ) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = stop },
            (item, stop) => new ValueTask(work(item, stop))
        );

    // A call that the platform refuses spoils no other one.
    private async Task<bool> TryAsync(string what, Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (PlatformException no) when (no.Status is not HttpStatusCode.Unauthorized)
        {
            Complain($"{what}: {no.Message}");
            return false;
        }
    }

    // A refusal that stands is told again every half minute, not every second.
    private bool IsNews(TrusteeMessage message)
    {
        if (message.Kind != TrusteeMessageKind.Refusal)
            return true;
        var key = string.Join(
            '/',
            message.Session,
            message.Lot,
            TrusteeBodies.TryRefusal(message.Body, out var want, out _, out _) ? want : ""
        );
        var (at, last) = (now(), refused.GetValueOrDefault(key));
        if (
            last.Body is not null
            && last.Body.AsSpan().SequenceEqual(message.Body)
            && Math.Abs(at - last.At) < 30_000_000
        )
            return false;
        refused[key] = (message.Body, at);
        return true;
    }

    private static string NameOf(string session, string lot) => lot.Length == 0 ? session : $"{session}/{lot}";

    private static string About(TrusteeEvent happened) =>
        (
            happened is TimeAttested attested
                ? NameOf(attested.Session, attested.Lot)
                : NameOf(happened.Message!.Session, happened.Message.Lot)
        ) + DetailOf(happened);

    private static string DetailOf(TrusteeEvent happened) =>
        happened switch
        {
            WantRefused
            or ForkSeen when TrusteeBodies.TryRefusal(happened.Message!.Body, out var want, out var reason, out _) =>
                $": {want} {reason}",
            CeremonyRefused when TrusteeBodies.TryComplaint(happened.Message!.Body, out var accused, out var cause) =>
                $": {accused} {cause}",
            HeadCosigned e => $": {e.Head.Stream} {e.Head.Size}",
            FreezeWitnessed e => $": {e.Head.Size}{(e.Late ? " late" : "")}",
            _ => "",
        };

    private enum Served
    {
        /// <summary>Nothing is to be done before the inbox changes.</summary>
        Settled,

        /// <summary>Something depends on time, or was refused.</summary>
        Unsettled,

        /// <summary>Wants are left over.</summary>
        Interrupted,
    }
}
