using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

/// <summary>
/// What needs more than the decider: whether somebody may publish, rows on the disk, and rows for a seating. Statements
/// of offices carry their signatures; the decider asks whose they are.
/// </summary>
public sealed class DrawOffice(
    DrawDesks desks,
    Desks sessions,
    DrawRows rows,
    OpenDraws open,
    PeopleStore people,
    PublicIds ids,
    Platform platform,
    Clock clock
)
{
    /// <summary>Open draws of one host: a day of a large centre. Every office looks at each of them.</summary>
    public const int MostOpen = 100;

    /// <summary>Publishes a draw, or finds the same published before.</summary>
    public async Task<(bool IsNew, Refusal? Refusal)> PublishAsync(Caller caller, DrawPublication p)
    {
        if (people.PublisherOf(caller) is null)
            return (false, NoRight);
        if (!Names.IsSession(p.Draw) || p.Policies.Count == 0 || !p.Policies.All(IsCovered))
            return (
                false,
                No(Reason.Malformed, "The id is none, or a policy names a key that the platform does not trust.")
            );
        if (!IsHost(caller, p))
            return (false, No(Reason.NotAllowed, "The policies name another host than you."));
        if (DrawRequestCodec.TryParse(p.Request, out var request) && await ProblemAsync(caller, request) is { } problem)
            return (false, problem);
        var wish = new RequestDraw(clock.Now, p.Draw, p.Request, p.Policies, p.Salt, p.GateSalt, p.Signature);
        return await PublishAsync(caller, p.Draw, wish);
    }

    /// <summary>Publishes a draw of either kind, or finds the same published before.</summary>
    internal async Task<(bool IsNew, Refusal? Refusal)> PublishAsync(Caller host, string draw, DrawCommand wish)
    {
        var isNew = false;
        var refused = await ids.PublishAsync(
            draw,
            Names.DrawStream(draw),
            async () =>
            {
                isNew = await desks.FindAnyAsync(draw) is null;
                return isNew && await open.CountOfAsync(host.Key) >= MostOpen
                    ? TooManyOpen
                    : await SendAsync(draw, wish);
            }
        );
        return (isNew && refused is null, refused);
    }

    /// <summary>
    /// Takes a commitment: signature (64 bytes) ‖ head ‖ rows. Rows lie on the disk before the stream names their root.
    /// </summary>
    public async Task<Refusal?> CommitAsync(string draw, byte[] body)
    {
        if (await desks.FindAsync(draw) is not Draw.Locked state)
            return No(Reason.WrongPhase, "The draw does not wait for its custodian.");
        if (
            body.Length < Suite.SignatureBytes
            || DrawRows.RootOf(state.Facts.Suite, body[Suite.SignatureBytes..]) is not { } root
        )
            return No(Reason.Malformed, "Head and rows do not belong together.");
        var (signature, bytes) = (body[..Suite.SignatureBytes], body[Suite.SignatureBytes..]);
        var signed = Evaluation.Statements.DrawStatements.Commitment(state.Facts.RequestHash, root);
        // Before anything is written: only the custodian fills the disk.
        if (
            !SigningKey.Verify(
                state.Facts.Suite,
                state.Facts.Policy.Roles.Custodian!,
                Tags.DrawCommitted,
                signed,
                signature
            )
        )
            return No(Reason.BadSignature, "The custodian's signature does not hold.");
        await rows.PutAsync(draw, root, bytes);
        var wish = new CommitPool(clock.Now, bytes[..CommitmentHead.Bytes], root, signature);
        return (await desks.Of(draw).SendAsync(wish)).Refusal;
    }

    /// <summary>
    /// Takes what gateway or gate tell of a position. Each says its own: a statement of coming back has no number, and
    /// whoever has read it after the disclosure could say it again.
    /// </summary>
    public async Task<Refusal?> TellPositionAsync(Caller office, string draw, OfficeStatement said)
    {
        if (await CandidatesAsync(draw) is not { } candidates)
            return NotDrawn;
        if (PositionStatement.TryParse(said.Statement, out var statement))
        {
            var kind = PositionStatement.IsGateways(statement.Outcome) ? OfficeKind.Gateway : OfficeKind.Gate;
            if (!await IsOfficeAsync(draw, kind, office))
                return AnotherOffices;
        }
        return await SendAsync(draw, new TellPosition(clock.Now, said.Statement, said.Signature, candidates));
    }

    /// <summary>Takes what the custodian tells of the bidders' units.</summary>
    public async Task<Refusal?> TellConflictsAsync(Caller office, string draw, OfficeStatement said) =>
        await CandidatesAsync(draw) is not { } candidates ? NotDrawn
        : !await IsOfficeAsync(draw, OfficeKind.Custodian, office) ? AnotherOffices
        : await SendAsync(draw, new TellConflicts(clock.Now, said.Statement, said.Signature, candidates));

    /// <summary>Takes a name that the gate opened.</summary>
    public async Task<Refusal?> UnsealAsync(string draw, UnsealedSeat seat)
    {
        if (
            await desks.FindAsync(draw) switch
            {
                Draw.Committed now => now,
                Draw.Over { Last: Draw.Committed last } => last,
                _ => null,
            }
            is not { } state
        )
            return NotDrawn;
        var read = await rows.ReadAsync(state.Facts.Suite, draw, state.Commitment.Root);
        if (seat.Position < 0 || seat.Position >= read.Positions.Count)
            return No(Reason.NotFound, "There is no such position.");
        var record = new NameRecord(seat.Salt, seat.Rest, seat.Number, seat.Name, seat.Id);
        return await SendAsync(draw, new UnsealSeat(clock.Now, read.Positions[seat.Position], record));
    }

    /// <summary>Takes who came to a seat that a hash names.</summary>
    public async Task<Refusal?> NamePersonAsync(string draw, NamedPerson p) =>
        await desks.FindAnyAsync(draw) is null
            ? NotDrawn
            : await SendAsync(draw, new NamePerson(clock.Now, p.Number, p.Name, p.Id, p.Signature));

    private static Refusal AnotherOffices { get; } =
        No(Reason.NotAllowed, "This is said by another office of the draw.");

    private async Task<bool> IsOfficeAsync(string draw, OfficeKind kind, Caller caller)
    {
        var key = (await desks.FindAnyAsync(draw), kind) switch
        {
            (Draw.Published s, OfficeKind.Custodian) => s.Facts.Policy.Roles.Custodian,
            (Draw.Published s, OfficeKind.Gateway) => s.Facts.Policy.Roles.Gateway,
            (Draw.Published s, OfficeKind.Gate) => s.Facts.Policy.Roles.Gate,
            (Draw.Imported s, OfficeKind.Gate) => s.Facts.Import.Gate,
            _ => null,
        };
        return key is not null && caller.Key.AsSpan().SequenceEqual(key);
    }

    private static Refusal NotDrawn { get; } = No(Reason.WrongPhase, "No committee is drawn.");

    private static Refusal TooManyOpen { get; } =
        new(
            Reason.LimitReached,
            "spec:limits",
            $"{MostOpen} draws of yours are open: this one comes when some are over.",
            "wait-for-draws"
        );

    internal static Refusal NoRight { get; } =
        new(Reason.NotAllowed, "spec:http", "You have no right to publish draws. A manager gives it.", "ask-a-manager");

    private static bool IsHost(Caller caller, DrawPublication p) =>
        caller.Key.Length > 0
        && p.Policies.All(bytes =>
            LockPolicyCodec.TryParse(bytes, out var policy, out _)
            && caller.Key.AsSpan().SequenceEqual(policy.Roles.Host)
        );

    /// <summary>What stands against a request of somebody; null for nothing.</summary>
    internal async Task<Refusal?> ProblemAsync(Caller caller, DrawRequest request) =>
        request.RoomAt > clock.Now + Limits.FarMicros
            ? No(Reason.Malformed, "The room opens more than two years ahead: look at the year.")
        : await SessionProblemAsync(caller, request) is { } problem ? No(Reason.NotAllowed, problem)
        : null;

    // Whoever may publish draws does so for sessions of its own, and for those alone.
    private async Task<string?> SessionProblemAsync(Caller caller, DrawRequest request)
    {
        if (request.Session.Length == 0)
            return null;
        if (await sessions.FindAsync(request.Session) is not { } session)
            return "There is no such session.";
        if (request.Lot.Length > 0 && !session.Lots.ContainsKey(request.Lot))
            return "The session has no such lot.";
        return session.Terms.Roles.Any(r =>
            r.Role is Role.Host or Role.Agent or Role.Tenderer && r.Key.AsSpan().SequenceEqual(caller.Key)
        )
            ? null
            : "You are neither host nor agent nor tenderer of that session.";
    }

    private bool IsCovered(byte[] bytes) =>
        LockPolicyCodec.TryParse(bytes, out var policy, out _)
        && platform.Trust.Covers(policy)
        && platform.Trust.CoversOffices(policy);

    private async Task<IReadOnlyList<Candidate>?> CandidatesAsync(string draw) =>
        await desks.FindAnyAsync(draw) switch
        {
            Draw.Imported => [],
            Draw.Committed s => await rows.CandidatesAsync(s.Facts.Suite, draw, s.Commitment.Root),
            Draw.Over { Last: Draw.Committed s } => await rows.CandidatesAsync(s.Facts.Suite, draw, s.Commitment.Root),
            _ => null,
        };

    private async Task<Refusal?> SendAsync(string draw, DrawCommand command) =>
        (await desks.Of(draw).SendAsync(command)).Refusal;

    internal static Refusal No(Reason reason, string detail) =>
        new(reason, "spec:draw", detail, "correct-and-send-again");
}
