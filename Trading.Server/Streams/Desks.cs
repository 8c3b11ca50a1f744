using System.Collections.Frozen;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>The desks of all sessions and lots, made when first asked for.</summary>
public sealed class Desks
{
    private readonly IEventLog log;
    private readonly OnceEach<string, Desk<Session, SessionCommand, SessionEvent>> sessions;
    private readonly OnceEach<(string Session, string Lot), Desk<IntakeState, IntakeCommand, IntakeEvent>> intakes;
    private readonly StreamIds published;

    public Desks(IEventLog log, Aggregates aggregates)
    {
        this.log = log;
        var growth = new Growth(log);
        sessions = new(session => new(log, growth, aggregates.Session(session)));
        intakes = new(key => new(log, growth, aggregates.Intake(key.Session, key.Lot)));
        published = new StreamIds(log, Names.SessionStream(""));
    }

    /// <summary>The desk of a session, published or about to be.</summary>
    public Desk<Session, SessionCommand, SessionEvent> Session(string session) => sessions.Of(session);

    public Desk<IntakeState, IntakeCommand, IntakeEvent> Intake(string session, string lot) =>
        intakes.Of((session, lot));

    /// <summary>Ids of all published sessions, oldest first; the list only grows, at its end.</summary>
    public ValueTask<IReadOnlyList<string>> SessionsAsync() => published.AllAsync();

    /// <summary>
    /// A published session, running or concluded; null for an id that nobody published. Asking for strangers' ids keeps
    /// nothing.
    /// </summary>
    public async ValueTask<Session.Running?> FindAsync(string session)
    {
        if (!Names.IsSession(session))
            return null;
        if (!sessions.Has(session) && await log.HeadAsync(Names.SessionStream(session)) == 0)
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
            new(Names.SessionPrefix, Visibility.Milestones, MayReadAsync),
            new(Names.IntakePrefix, FrozenSet<string>.Empty, MayReadAsync) { MayWitnessAsync = MayWitnessAsync },
        ];

    /// <summary>Whether anybody may read the stream's events now.</summary>
    public async ValueTask<bool> MayReadAsync(string stream) =>
        SessionOf(stream) is { } session
        && await FindAsync(session) is { } running
        && Visibility.MayRead(stream, running);

    // Of an intake that is still closed heads are for its trustees.
    private async ValueTask<bool> MayWitnessAsync(string stream, byte[] signingKey) =>
        stream.Split('.') is [Names.IntakePrefix, var session, var lot]
        && await FindLotAsync(session, lot) is { } found
        && found.Policy.NumberOf(signingKey) > 0;

    /// <summary>The session that a stream's name names, or null.</summary>
    public static string? SessionOf(string stream) =>
        stream.Split('.') is { Length: > 1 } parts && Names.IsSession(parts[1]) ? parts[1] : null;
}
