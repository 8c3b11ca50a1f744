using Trading.Rooms.Packs;
using Trading.Rooms.Rooms;
using Trading.Server.Opening;
using Trading.Server.People;

namespace Trading.Server.Rooms;

/// <summary>
/// One reader's look at one document; Seat 0 is the supervisor. Times counts calls: a page that shows a document by
/// range makes many.
/// </summary>
public sealed record DocumentRead(int Seat, string Bid, int Section, long Times, long FirstAt, long LastAt);

/// <summary>A page of them, and the number with which the next one begins; null where there is none.</summary>
public sealed record DocumentReads(IReadOnlyList<DocumentRead> Reads, int? Next);

/// <summary>
/// Documents of opened bids for whoever judges them, decrypted while they are read. Each look is noted for the
/// supervisor. Source: docs/spec/http.md, "Rooms".
/// </summary>
public sealed class RoomDocuments(
    RoomDesks desks,
    OpenedDocuments documents,
    MaskDesk masks,
    RoomFile file,
    Clock clock
)
{
    /// <summary>Looks on a page.</summary>
    public const int PageReads = 100;

    private static readonly Refusal Early = new(
        Reason.TooEarly,
        "spec:room",
        "Documents are read from the reviews on.",
        "wait-for-stage"
    );

    /// <summary>The documents of a bid of the room.</summary>
    public async Task<IResult> ListAsync(string room, string submission, Caller caller)
    {
        var (state, seat, refused) = await FindAsync(room, submission, caller);
        if (state is null)
            return refused!;
        if (seat > 0 && BehindMask(state, submission) is { } bid)
            return TypedResults.Ok(await masks.ListAsync(state.Facts, bid));
        var start = state.Facts.Start;
        var (lines, refusal) = await documents.ListAsync(start.Session, start.Lot, submission);
        return lines is null ? Problems.Of(refusal!) : TypedResults.Ok(lines);
    }

    /// <summary>One document in the clear, whole or by range.</summary>
    public async Task<IResult> ReadAsync(
        string room,
        string submission,
        int section,
        Caller caller,
        HttpContext context
    )
    {
        var (state, seat, refused) = await FindAsync(room, submission, caller);
        if (state is null)
            return refused!;
        var start = state.Facts.Start;
        var masked = seat > 0 ? BehindMask(state, submission) : null;
        // Noted before a byte is sent: a reading that breaks off was one.
        if (section > 0)
            Note(room, seat, masked ?? submission, section);
        if (masked is not null)
            return await SendMaskedAsync(state.Facts, masked, section, context);
        return await DocumentEndpoints.SendAsync(documents, start.Session, start.Lot, submission, section, context);
    }

    /// <summary>Who read what, for the supervisor of the room: by seat, bid and section, from a place on.</summary>
    public async Task<IResult> ReadsAsync(string room, int from, Caller caller)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        if (!RoomStates.IsKey(state.Facts.Start.Supervisor, caller.Key))
            return Problems.NotAllowed;
        if (from < 0)
            return Problems.Malformed("from is 0 or more.");
        using var connection = file.Open();
        var reads = connection.List(
            "SELECT seat, bid, section, times, first_at, last_at FROM document_reads WHERE room = $room "
                + "ORDER BY seat, bid, section LIMIT $most OFFSET $from",
            row => new DocumentRead(
                row.GetInt32(0),
                row.GetString(1),
                row.GetInt32(2),
                row.GetInt64(3),
                row.GetInt64(4),
                row.GetInt64(5)
            ),
            ("$room", room),
            ("$most", PageReads + 1),
            ("$from", from)
        );
        return TypedResults.Ok(
            new DocumentReads([.. reads.Take(PageReads)], reads.Count > PageReads ? from + PageReads : null)
        );
    }

    // A document that is not read masked is none, to whoever reads masked.
    private async Task<IResult> SendMaskedAsync(RoomFacts facts, string bid, int section, HttpContext context)
    {
        if (!MaskDesk.SectionsOf(facts).Contains(section))
            return Problems.NotFound("document");
        var (copy, problem, refusal) = await masks.CopyAsync(facts, bid, section);
        if (refusal is not null)
            return Problems.Of(refusal);
        if (copy is null)
            return Problems.Of(
                new Refusal(
                    Reason.Incomplete,
                    "spec:room",
                    $"The document cannot be shown masked: {problem}.",
                    "score-without-it"
                )
            );
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(copy, "application/pdf", enableRangeProcessing: true);
    }

    // The bid that a masked id stands for, while bids are masked.
    private static string? BehindMask(Room.Started state, string masked) =>
        MaskedRooms.Masks(state) ? state.Last().Work.Labels.FirstOrDefault(label => label.Masked == masked)?.Bid : null;

    private async Task<(Room.Started? State, int Seat, IResult? Refused)> FindAsync(
        string room,
        string submission,
        Caller caller
    )
    {
        if (await desks.FindAsync(room) is not { } state)
            return (null, 0, Problems.NotFound("room"));
        if (RoomReading.Refuse(state, caller) is { } refused)
            return (null, 0, refused);
        var seat = state.SeatOf(caller.Key);
        // Whoever reads masked knows masked ids alone: another one is as unknown as any.
        var isMasked = seat > 0 && MaskedRooms.Masks(state);
        if (isMasked ? BehindMask(state, submission) is null : state.Facts.Start.Find(submission) is null)
            return (null, 0, Problems.NotFound("bid"));
        return seat == 0 || isMasked || MayRead(state) ? (state, seat, null) : (null, 0, Problems.Of(Early));
    }

    // Where the committee judges qualification, it reads for that.
    private static bool MayRead(Room.Started state) =>
        state.Last().Stage
        >= (state.Facts.Pack.QualifiedBy == QualifiedBy.Committee ? RoomStage.Qualifying : RoomStage.Complying);

    private void Note(string room, int seat, string bid, int section) =>
        file.Write(connection =>
            connection.Run(
                "INSERT INTO document_reads (room, seat, bid, section, times, first_at, last_at) "
                    + "VALUES ($room, $seat, $bid, $section, 1, $at, $at) ON CONFLICT (room, seat, bid, section) "
                    + "DO UPDATE SET times = times + 1, last_at = $at",
                ("$room", room),
                ("$seat", seat),
                ("$bid", bid),
                ("$section", section),
                ("$at", clock.Now)
            )
        );
}
