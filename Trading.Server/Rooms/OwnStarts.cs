using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Rooms.Packs;
using Trading.Rooms.Starts;
using Trading.Server.Draws;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>What of a start is the host's to say: everything else the platform knows itself.</summary>
/// <param name="Room">The room's id.</param>
/// <param name="Session">The sealed session.</param>
/// <param name="Lot">Its opened lot.</param>
/// <param name="Draw">The settled draw.</param>
/// <param name="Pack">Id and version of the pack.</param>
/// <param name="Ends">Until when papers are handed in.</param>
/// <param name="Items">What is reviewed.</param>
/// <param name="DrawnK">K, or empty.</param>
/// <param name="Host">The caller's key.</param>
/// <param name="Checkpoint">The checkpoint that is signed; null for the platform's newest that serves.</param>
/// <param name="ScoringOf">What is added to a bid for the count, by its submission; null for what was read out.</param>
internal sealed record StartWish(
    string Room,
    string Session,
    string Lot,
    string Draw,
    (string Id, ushort Version) Pack,
    long Ends,
    IReadOnlyList<RoomItem> Items,
    string DrawnK,
    byte[] Host,
    string? Checkpoint,
    Func<string, string?> ScoringOf
);

/// <summary>A start as the platform would sign its facts, and the terms that were published with the lot.</summary>
internal sealed record OwnStart(RoomStart Start, byte[] Terms, IReadOnlyList<string> LeftOut);

/// <summary>
/// Makes starts of the platform's own opening and draw. A host's start is compared with one made so, byte by byte.
/// Source: docs/spec/room.md, "Start"; docs/spec/http.md, "Rooms".
/// </summary>
public sealed class OwnStarts(Desks sessions, DrawDesks draws, HeadStore heads, StreamTrees trees, Platform platform)
{
    /// <summary>The next step of whoever has no part in the session, and learns nothing of how far it is.</summary>
    internal const string Leave = "leave-to-the-host";

    /// <summary>The start, or what stands against making one.</summary>
    internal async Task<(OwnStart? Own, Refusal? Refusal)> MakeAsync(StartWish wish)
    {
        var (opening, noOpening) = await OpeningAsync(wish);
        if (opening is null)
            return (null, noOpening);
        var (committee, noCommittee) = await CommitteeAsync(wish);
        if (committee is null)
            return (null, noCommittee);
        var (checkpoint, noCheckpoint) = await CheckpointAsync(wish, opening);
        if (checkpoint is null)
            return (null, noCheckpoint);
        var (bids, leftOut) = RoomBids.Of(opening.Lot, wish.ScoringOf);
        var start = new RoomStart
        {
            Suite = platform.Suite.Id,
            Room = wish.Room,
            Session = wish.Session,
            Lot = wish.Lot,
            Record = opening.Record,
            Checkpoint = checkpoint,
            Draw = wish.Draw,
            Pack = wish.Pack.Id,
            PackVersion = wish.Pack.Version,
            Terms = platform.Suite.Hash(opening.Terms),
            DrawnK = wish.DrawnK,
            EndsAt = wish.Ends,
            Host = wish.Host,
            Supervisor = committee.Supervisor,
            Gate = committee.Gate,
            Seats = committee.Seats,
            Items = wish.Items,
            Bids = bids,
        };
        return (new OwnStart(start, opening.Terms, leftOut), null);
    }

    /// <summary>The newest version of a pack; 0 where this version knows none of the name.</summary>
    public static ushort NewestOf(string pack) =>
        RoomPacks.All.Where(p => p.Id == pack).Select(p => p.Version).DefaultIfEmpty((ushort)0).Max();

    private async Task<(Opening?, Refusal?)> OpeningAsync(StartWish wish)
    {
        if (await sessions.FindAsync(wish.Session) is not { } running)
            return (null, No(Reason.NotFound, "There is no such session."));
        if (
            !running.Terms.Roles.Any(r =>
                r.Role is Role.Host or Role.Agent or Role.Tenderer && RoomStates.IsKey(r.Key, wish.Host)
            )
        )
            return (
                null,
                new Refusal(
                    Reason.NotAllowed,
                    "spec:room",
                    "You are neither host nor agent nor tenderer of that session.",
                    Leave
                )
            );
        var (state, head) = await sessions.Session(wish.Session).ReadWithHeadAsync(Names.SessionStream(wish.Session));
        if (state is not Session.Sealed sealedOne)
            return (null, Early("The opening has no signed record yet.", "sign-record"));
        if (running.Lots.GetValueOrDefault(wish.Lot) is not Lot.Opened lot)
            return (null, No(Reason.NotFound, "The session has no such opened lot."));
        if (running.Terms.ScoringOf(lot.Terms) is not { } scoring)
            return (null, No(Reason.NotAllowed, "The lot was published without scoring terms."));
        // A room's pack is the trade's under which the session was published.
        if (running.Terms.RulePack.Id != wish.Pack.Id)
            return (null, No(Reason.NotAllowed, $"The session was published under {running.Terms.RulePack.Id}."));
        var terms = System.Text.Encoding.UTF8.GetBytes(scoring);
        return (new Opening(lot, terms, sealedOne.Record.Hash, head - 1), null);
    }

    // Positions are public from the disclosure on: a start that named them earlier would tell who is on the way.
    private async Task<(Committee?, Refusal?)> CommitteeAsync(StartWish wish)
    {
        var (request, committee) = await draws.FindAnyAsync(wish.Draw) switch
        {
            Draw.Over { Failure: null, IsDisclosed: true, Last: Draw.Drawn s } => (
                s.Facts.Request,
                new Committee(
                    s.Facts.Policy.Roles.Gate!,
                    s.Facts.Policy.Roles.Supervisor!,
                    SeatsOf(s.Seated, PersonSeat.Of(s.Facts.Request))
                )
            ),
            Draw.ImportOver { Failure: null, IsDisclosed: true } s => (
                s.Facts.Import.Request,
                new Committee(s.Facts.Import.Gate, s.Facts.Import.Supervisor, SeatsOf([], s.Facts.Seats))
            ),
            null => (null, null),
            _ => (null, new Committee([], [], [])),
        };
        if (committee is null)
            return (null, No(Reason.NotFound, "There is no such draw."));
        if (request is null)
            return (null, Early("The draw has no committee that has arrived.", "wait-for-arrivals"));
        return request.Session == wish.Session && (request.Lot.Length == 0 || request.Lot == wish.Lot)
            ? (committee, null)
            : (null, No(Reason.NotAllowed, "The draw is another lot's."));
    }

    private static RoomSeat[] SeatsOf(IReadOnlyList<int> positions, IReadOnlyList<PersonSeat> people) =>
        [
            .. positions
                .Select(p => new RoomSeat(SeatRole.Expert, p))
                .Concat(people.Select(p => new RoomSeat(p.IsBuyers ? SeatRole.Buyer : SeatRole.Expert, p.Number)))
                .OrderBy(seat => seat.Position),
        ];

    private async Task<(string?, Refusal?)> CheckpointAsync(StartWish wish, Opening opening)
    {
        var (stream, policy) = (Names.SessionStream(wish.Session), opening.Lot.Policy);
        if (wish.Checkpoint is not { } signed)
            return heads.FindCosigned(stream, opening.ConcludedSize, policy.Threshold) is { } head
                ? (head.Cosigned, null)
                : (null, Early("Trustees have not cosigned the conclusion yet.", "wait-for-cosignatures"));
        var keys = policy.HeadKeys();
        var isSigned =
            PlatformCheckpoint.TryRead(platform.Suite, signed, stream, keys, out var read)
            && read.TryCosigners(platform.Suite, keys, out var cosigners)
            && cosigners.Count >= policy.Threshold
            && read.Head.Size >= opening.ConcludedSize
            && read.Head.Size <= opening.ConcludedSize + 1;
        var root = isSigned ? await trees.RootAsync(stream, read!.Head.Size) : null;
        return root is not null && read!.Head.Root.AsSpan().SequenceEqual(root)
            ? (signed, null)
            : (null, No(Reason.NotAllowed, "The checkpoint is not the session's."));
    }

    internal static Refusal No(Reason reason, string detail) =>
        new(reason, "spec:room", detail, "correct-and-send-again");

    private static Refusal Early(string detail, string nextStep) => new(Reason.TooEarly, "spec:room", detail, nextStep);

    private sealed record Opening(Lot.Opened Lot, byte[] Terms, byte[] Record, long ConcludedSize);

    private sealed record Committee(byte[] Gate, byte[] Supervisor, IReadOnlyList<RoomSeat> Seats);
}
