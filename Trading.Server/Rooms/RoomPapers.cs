using System.Collections.Concurrent;
using Trading.Documents;
using Trading.Rooms.Archives;
using Trading.Rooms.Reports;
using Trading.Rooms.Rooms;
using Trading.Server.People;
using Trading.Server.Streams;
using Trading.Streams.Archives;

namespace Trading.Server.Rooms;

/// <summary>
/// Report and archives of a room, made of its streams whenever somebody asks. What is kept of them in memory spares the
/// work; it is never stored, and never truth. Source: docs/spec/room.md, "Archive"; docs/spec/report.md.
/// </summary>
public sealed class RoomPapers(RoomDesks desks, RoomLog log, HeadStore heads, Lazy<Fonts> fonts) : IDisposable
{
    private const int MostKept = 8;
    private const string Pdf = "application/pdf";
    private const string Octets = "application/octet-stream";
    private static readonly Refusal NotOver = new(
        Reason.TooEarly,
        "spec:room",
        "The evaluation goes on.",
        "wait-for-result"
    );
    private static readonly Refusal NotCovered = new(
        Reason.TooEarly,
        "spec:room",
        "The last head of the room is not signed yet.",
        "try-again-later"
    );
    private readonly ConcurrentDictionary<(string Room, string What), Made> kept = new();

    // Report and archive of hundreds of bids take seconds and memory, and anybody may ask for the public ones.
    private readonly SemaphoreSlim press = new(1, 1);

    public void Dispose() => press.Dispose();

    /// <summary>
    /// The report, as full as the caller may have it: full for the supervisor and the host from an agreed count on and
    /// for whoever sits from the draft on; for everybody what the public may know, once there is a result.
    /// </summary>
    public async Task<IResult> ReportAsync(string room, string? kind, string? language, Caller? caller)
    {
        if (kind is not (null or "public" or "full"))
            return Problems.Malformed("kind is public or full.");
        if (language is not (null or "zh" or "en"))
            return Problems.Malformed("language is zh or en.");
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var isFull = kind != "public" && caller is not null && MayHaveAll(state, caller.Key);
        if (kind == "full" && !isFull)
            return caller is null ? Problems.NotSignedIn : Problems.NotAllowed;
        if (!isFull && state is not Room.Concluded)
            return Problems.Of(NotOver);
        var pdf = await PrintAsync(state, isFull, language != "en", isDraft: false);
        return TypedResults.File(pdf, Pdf, isFull ? $"{room}.full.pdf" : $"{room}.pdf");
    }

    /// <summary>The archive for everybody, for a bidder of the room, or for the supervisor.</summary>
    public async Task<IResult> ArchiveAsync(string room, string? kind, string? bid, Caller? caller)
    {
        if (kind is not (null or "public" or "bidder" or "full"))
            return Problems.Malformed("kind is public, bidder or full.");
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var start = state.Facts.Start;
        if (kind is "bidder" or "full" && caller is null)
            return Problems.NotSignedIn;
        var own =
            kind == "bidder"
                ? start.Bids.FirstOrDefault(b =>
                    (bid is null || b.Id == bid) && b.Keys.Any(key => RoomStates.IsKey(key, caller!.Key))
                )
                : null;
        if (kind == "bidder" && own is null || kind == "full" && !RoomStates.IsKey(start.Supervisor, caller!.Key))
            return Problems.NotAllowed;
        if (!state.IsOver())
            return Problems.Of(NotOver);
        // Recordings are finished a moment later than their room is over.
        var recorded = kind == "full" ? await log.RecordedHeadAsync(room) : 0;
        var what = $"archive {kind} {own?.Id} {recorded}";
        var file = await KeptAsync(state, what, () => MakeAsync(room, kind, own?.Id));
        return file is null ? Problems.Of(NotCovered) : TypedResults.Bytes(file, Octets, $"{room}.archive");
    }

    private static bool MayHaveAll(Room.Started state, byte[] key)
    {
        var isCounted = state is Room.Summing { Count: not null } or Room.Reporting or Room.Concluded;
        var start = state.Facts.Start;
        return isCounted && (RoomStates.IsKey(start.Supervisor, key) || RoomStates.IsKey(start.Host, key))
            || state is Room.Reporting or Room.Concluded && state.SeatOf(key) > 0;
    }

    private async Task<byte[]?> MakeAsync(string room, string? kind, string? bid)
    {
        var logged = (await log.AllAsync(room)).Select(e => new RoomLogged(e.Stream, e.Salt, e.Bytes)).ToList();
        var notes = heads.CosignedHeads(Names.RoomStream(room), 0).Select(h => h.Note);
        var archives = new RoomArchives(room, logged, notes);
        if (!archives.IsOver || !archives.IsCovered)
            return null;
        var archive = kind switch
        {
            "bidder" => archives.ForBidder(bid!),
            "full" => archives.ForSupervisor(recorded: await log.RecordedAsync(room)),
            _ => archives.ForEverybody(),
        };
        return archive.ToFile();
    }

    /// <summary>The full Chinese report of a result without its signature: what the host signs.</summary>
    internal Task<byte[]> DraftAsync(Room.Concluded state) =>
        PrintAsync(state, isFull: true, isChinese: true, isDraft: true);

    // Chinese is signed alone: one result, one signature.
    private async Task<byte[]> PrintAsync(Room.Started state, bool isFull, bool isChinese, bool isDraft)
    {
        var seal = isFull && isChinese && !isDraft ? (state as Room.Concluded)?.Seal : null;
        return (
            await KeptAsync(
                state,
                $"report {isFull} {isChinese} {seal is null}",
                async () =>
                {
                    var events = (await log.AllAsync(state.Facts.Id))
                        .Where(e => isFull || e.Stream == Names.RoomStream(state.Facts.Id))
                        .Select(e => RoomCodec.Table.Decode(e.Type, e.Bytes))
                        .ToList();
                    if (!isFull)
                        return RoomReport.Public(events, fonts.Value, isChinese);
                    var draft = RoomReport.Full(events, fonts.Value, isChinese);
                    return seal is null ? draft.Pdf : draft.Signed(seal.Certificate, seal.Signature);
                }
            )
        )!;
    }

    // One is made at a time; who asks again, or asks what another has asked, is given the same bytes.
    private async Task<byte[]?> KeptAsync(Room.Started state, string what, Func<Task<byte[]?>> make)
    {
        var key = (state.Facts.Id, what);
        if (kept.TryGetValue(key, out var known) && ReferenceEquals(known.State, state))
            return known.File;
        await press.WaitAsync();
        try
        {
            if (kept.TryGetValue(key, out known) && ReferenceEquals(known.State, state))
                return known.File;
            if (await Task.Run(make) is not { } file)
                return null;
            if (kept.Count >= MostKept)
                kept.Clear();
            kept[key] = new Made(state, file);
            return file;
        }
        finally
        {
            press.Release();
        }
    }

    private sealed record Made(Room.Started State, byte[] File);
}
