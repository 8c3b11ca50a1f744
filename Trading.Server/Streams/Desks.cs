using System.Collections.Concurrent;
using System.Collections.Frozen;
using Trading.Opening;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>The desks of all sessions and lots, made when first asked for.</summary>
public sealed class Desks
{
    private readonly IEventLog log;
    private readonly Aggregates aggregates;
    private readonly Growth growth;
    private readonly ConcurrentDictionary<string, Desk<Session, SessionCommand, SessionEvent>> sessions = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<(string, string), Desk<IntakeState, IntakeCommand, IntakeEvent>> intakes =
        new();
    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private IReadOnlyList<string> published = [];
    private bool isRead;

    public Desks(IEventLog log, Aggregates aggregates)
    {
        (this.log, this.aggregates, growth) = (log, aggregates, new Growth(log));
        log.Subscribe(Notice); // for as long as the log lives
    }

    /// <summary>The desk of a session, published or about to be.</summary>
    public Desk<Session, SessionCommand, SessionEvent> Session(string session) =>
        sessions.GetOrAdd(
            session,
            id => new Desk<Session, SessionCommand, SessionEvent>(log, growth, aggregates.Session(id))
        );

    public Desk<IntakeState, IntakeCommand, IntakeEvent> Intake(string session, string lot) =>
        intakes.GetOrAdd(
            (session, lot),
            key => new Desk<IntakeState, IntakeCommand, IntakeEvent>(
                log,
                growth,
                aggregates.Intake(key.Item1, key.Item2)
            )
        );

    /// <summary>
    /// Ids of all published sessions, oldest first. Read from the log once; the list only grows, at its end.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> SessionsAsync()
    {
        lock (gate)
            if (isRead)
                return published;
        var read = (await log.StreamsAsync(Names.SessionStream(""))).Select(stream => SessionOf(stream)!).ToList();
        lock (gate)
        {
            if (isRead)
                return published;
            var heard = published; // published while the log was read
            (published, isRead) = ([.. read, .. heard.Except(read)], true);
            known.UnionWith(published);
            return published;
        }
    }

    /// <summary>
    /// A published session, running or concluded; null for an id that nobody published. Asking for strangers' ids keeps
    /// nothing.
    /// </summary>
    public async ValueTask<Session.Running?> FindAsync(string session)
    {
        if (!Names.IsSession(session))
            return null;
        if (!sessions.ContainsKey(session) && await log.HeadAsync(Names.SessionStream(session)) == 0)
            return null;
        return (await Session(session).ReadAsync()).Published();
    }

    /// <summary>A lot of a published session.</summary>
    public async ValueTask<Lot?> FindLotAsync(string session, string lot) =>
        (await FindAsync(session))?.Lots.GetValueOrDefault(lot);

    /// <summary>
    /// The hand-over from session to intake, said by whoever meets a certified lock first; saying it again is harmless.
    /// The intake opens at the instant of the certificate, so that everybody who has the certificate computes the same
    /// ticks.
    /// </summary>
    public async Task<Refusal?> OpenIntakeAsync(Session.Running session, Lot.Intake lot) =>
        (
            await Intake(session.Id, lot.Terms.Lot)
                .SendAsync(
                    new OpenIntake(
                        lot.Lock.CertifiedAt,
                        session.Id,
                        lot.Terms.Lot,
                        LockPolicyCodec.ToBytes(lot.Policy),
                        lot.Lock.LockId,
                        session.Terms.RulePack.LateRule
                    )
                )
        ).Refusal;

    /// <summary>
    /// State of a lot's intake. A certified lock that the worker has not handed over yet is handed over here: who reads
    /// of the lock may bid at once.
    /// </summary>
    public async ValueTask<IntakeState> ReadIntakeAsync(string session, string lot)
    {
        var desk = Intake(session, lot);
        var state = await desk.ReadAsync();
        if (
            state is not IntakeState.Closed
            || await FindAsync(session) is not { } running
            || running.Lots.GetValueOrDefault(lot) is not Lot.Intake certified
        )
            return state;
        await OpenIntakeAsync(running, certified);
        return await desk.ReadAsync();
    }

    /// <summary>The opening's streams: a session's, and its lots' intakes. A received stream is nobody's.</summary>
    public IReadOnlyList<StreamRule> Rules =>
        [
            new(Visibility.SessionPrefix, Visibility.Milestones, MayReadAsync),
            new(Visibility.IntakePrefix, FrozenSet<string>.Empty, MayReadAsync),
        ];

    /// <summary>Whether anybody may read the stream's events now.</summary>
    public async ValueTask<bool> MayReadAsync(string stream) =>
        SessionOf(stream) is { } session
        && await FindAsync(session) is { } running
        && Visibility.MayRead(stream, running);

    /// <summary>The session that a stream's name names, or null.</summary>
    public static string? SessionOf(string stream) =>
        stream.Split('.') is { Length: > 1 } parts && Names.IsSession(parts[1]) ? parts[1] : null;

    private void Notice(IReadOnlyDictionary<string, long> heads)
    {
        lock (gate)
            foreach (
                var stream in heads.Keys.Where(stream =>
                    stream.StartsWith(Names.SessionStream(""), StringComparison.Ordinal)
                )
            )
                if (SessionOf(stream) is { } session && known.Add(session))
                    published = [.. published, session];
    }
}
