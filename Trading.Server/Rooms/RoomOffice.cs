using System.Security.Cryptography;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>
/// What needs more than the decider: a start is compared with the platform's own opening and draw before it is
/// published. Acts and papers carry their signatures; the decider asks whose they are.
/// </summary>
public sealed class RoomOffice(RoomDesks desks, OwnStarts starts, RoomLog log, PublicIds ids, Clock clock)
{
    /// <summary>How far ahead the end of a room may be: half a year. A wrong year is told, not published.</summary>
    public const long FarMicros = 183 * 86_400_000_000L;

    private const int IdBytes = 16;

    /// <summary>
    /// A start of the platform's own facts, for the host to look at and to sign; nothing of it is kept.
    /// </summary>
    public async Task<(RoomDraft? Draft, Refusal? Refusal)> DraftAsync(Caller caller, RoomDraftRequest p)
    {
        var room = p.Room ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        if (!Names.IsSession(room) || !Names.IsSession(p.Session) || !Names.IsLot(p.Lot) || !Names.IsSession(p.Draw))
            return (null, OwnStarts.No(Reason.Malformed, "Room, session, lot or draw is no id."));
        if (caller.Key.Length == 0)
            return (null, OwnStarts.No(Reason.NotAllowed, "A host has a key: sign in with the certificate."));
        var added = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var addition in p.Scoring ?? [])
            if (!added.TryAdd(addition.Submission, addition.Scoring))
                return (null, OwnStarts.No(Reason.Malformed, "One submission has two additions."));
        var wish = new StartWish(
            room,
            p.Session,
            p.Lot,
            p.Draw,
            (p.Pack, OwnStarts.NewestOf(p.Pack)),
            p.Ends,
            p.Items,
            p.DrawnK ?? "",
            caller.Key,
            null,
            added.GetValueOrDefault
        );
        var (own, refusal) = await starts.MakeAsync(wish);
        if (own is null)
            return refusal!.NextStep == OwnStarts.Leave
                ? (null, refusal)
                : (new RoomDraft(room, null, null, [], [FaultOf(refusal)]), null);
        byte[] bytes;
        try
        {
            bytes = RoomStartCodec.ToBytes(own.Start);
        }
        catch (ArgumentException)
        {
            var malformed = OwnStarts.No(Reason.Malformed, "An item, the end or K does not have its form.");
            return (new RoomDraft(room, null, own.Terms, own.LeftOut, [FaultOf(malformed)]), null);
        }
        List<RoomFault> faults = [];
        if (EndProblem(own.Start) is { } end)
            faults.Add(FaultOf(end));
        if (StartGates.Check(own.Start, own.Terms) is { } gate)
            faults.Add(FaultOf(gate));
        return (new RoomDraft(room, bytes, own.Terms, own.LeftOut, faults), null);
    }

    /// <summary>Starts a room, or finds the same started before.</summary>
    public async Task<(bool IsNew, Refusal? Refusal)> PublishAsync(Caller caller, RoomPublication p)
    {
        if (!Names.IsSession(p.Room) || !RoomStartCodec.TryParse(p.Start, out var start) || start.Room != p.Room)
            return (false, OwnStarts.No(Reason.Malformed, "The id is none, or the start cannot be read."));
        if (!RoomStates.IsKey(start.Host, caller.Key))
            return (false, OwnStarts.No(Reason.NotAllowed, "The start names another host than you."));
        // Said again it stands, whatever became of the draw or the heads since.
        if (await desks.FindAsync(p.Room) is null && await ProblemAsync(start, p) is { } problem)
            return (false, problem);
        var wish = new StartEvaluation(clock.Now, p.Room, p.Start, p.Terms, p.Signature);
        var isNew = false;
        var refused = await ids.PublishAsync(
            p.Room,
            Names.RoomStream(p.Room),
            async () =>
            {
                isNew = await desks.FindAsync(p.Room) is null;
                return (await desks.Of(p.Room).SendAsync(wish)).Refusal;
            }
        );
        return (isNew && refused is null, refused);
    }

    /// <summary>Somebody declares something.</summary>
    public async Task<Refusal?> DeclareAsync(string room, SignedStatement said) =>
        await IsOfAnotherReportAsync(room, said.Statement)
            ? AnotherReport
            : await SendAsync(room, new Declare(clock.Now, new RoomSigned(said.Statement, said.Signature)));

    /// <summary>A wish about a room that stands.</summary>
    public async Task<Refusal?> SendAsync(string room, RoomCommand command) =>
        await desks.FindAsync(room) is null
            ? new Refusal(Reason.NotFound, "spec:http", "There is no such room.")
            : (await desks.Of(room).SendAsync(command)).Refusal;

    // The decider holds no bytes of events, which the hash is made of. What counted before counts again.
    private async Task<bool> IsOfAnotherReportAsync(string room, byte[] statement) =>
        RoomAct.TryParse(statement, out var act)
        && act.Kind == RoomActKind.Draft
        && await desks.FindAsync(room) is { } state
        && !state.Used.Contains(RoomAct.Id(state.Facts.Suite, statement))
        && await log.ReportHashAsync(state) is { } hash
        && hash != act.Subject;

    // The one comparison: the platform makes the start of its own facts with what is the host's to say, and the bytes
    // are the same or not.
    private async Task<Refusal?> ProblemAsync(RoomStart start, RoomPublication p)
    {
        if (EndProblem(start) is { } end)
            return end;
        var added = start.Bids.ToDictionary(b => b.Id, b => b.Scoring, StringComparer.Ordinal);
        var wish = new StartWish(
            start.Room,
            start.Session,
            start.Lot,
            start.Draw,
            (start.Pack, start.PackVersion),
            start.EndsAt,
            start.Items,
            start.DrawnK,
            start.Host,
            start.Checkpoint,
            added.GetValueOrDefault
        );
        var (own, refusal) = await starts.MakeAsync(wish);
        if (own is null)
            return refusal;
        if (!own.Terms.AsSpan().SequenceEqual(p.Terms))
            return Differs("the scoring terms");
        return RoomStartCodec.ToBytes(own.Start).AsSpan().SequenceEqual(p.Start)
            ? null
            : Differs(DifferenceOf(start, own.Start));
    }

    private static string DifferenceOf(RoomStart signed, RoomStart own) =>
        signed.Suite != own.Suite ? "the suite"
        : !signed.Record.AsSpan().SequenceEqual(own.Record) ? "the hash of the opening record"
        : !signed.Terms.AsSpan().SequenceEqual(own.Terms) ? "the hash of the scoring terms"
        : !signed.Gate.AsSpan().SequenceEqual(own.Gate) ? "the gate"
        : !signed.Supervisor.AsSpan().SequenceEqual(own.Supervisor) ? "the supervisor"
        : !signed.Seats.SequenceEqual(own.Seats) ? "the seats"
        : "the bids";

    // Members would count another hash, and none of them could sign.
    private static Refusal AnotherReport { get; } =
        OwnStarts.No(Reason.Conflict, "The report has another hash: something has happened since it was read.");

    private static Refusal Differs(string what) =>
        OwnStarts.No(Reason.NotAllowed, $"In the start {what} differs from what the platform has.");

    private Refusal? EndProblem(RoomStart start) =>
        start.EndsAt > clock.Now + FarMicros
            ? OwnStarts.No(Reason.Malformed, "The room ends more than half a year ahead: look at the year.")
        : start.EndsAt <= clock.Now
            ? new Refusal(Reason.TooLate, "spec:room", "The room's time is over.", "set-a-later-end")
        : null;

    private static RoomFault FaultOf(Refusal no) => new(no.Reason.ToString(), no.Rule, no.Detail, no.NextStep);
}
