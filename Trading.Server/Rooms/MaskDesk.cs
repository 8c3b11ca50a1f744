using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Scoring;
using Trading.Server.Masks;
using Trading.Server.Opening;

namespace Trading.Server.Rooms;

/// <summary>What points at a bidder, as host and supervisor are told; page 0 are the file's properties.</summary>
public sealed record FoundIdentity(string Bid, int Section, int Page, IdentityKind Kind);

/// <summary>A document as it is shown masked: its bytes, or why it is not shown.</summary>
public sealed record MaskedDocument(int Section, long Bytes, MaskProblem? Problem);

/// <summary>
/// Documents that are scored masked: looked through before anybody reads them, and copied without their properties.
/// Copies are held in memory for a while, never stored; what bidders signed stays as it is. Source: docs/spec/room.md,
/// "Masked scoring".
/// </summary>
public sealed class MaskDesk(
    OpenedDocuments documents,
    RoomFile file,
    IHostApplicationLifetime life,
    ILogger<MaskDesk> logger
) : IDisposable
{
    /// <summary>How long one document is looked through.</summary>
    public static readonly TimeSpan DocumentTime = TimeSpan.FromSeconds(60);

    /// <summary>How long all documents of a room are.</summary>
    public static readonly TimeSpan RoomTime = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly string[] RoleWords = ["法定代表人", "经理", "负责人", "联系人", "代表", "代理人"];
    private readonly MaskedCopies copies = new();

    // A parser of foreign files takes memory: one file at a time.
    private readonly SemaphoreSlim reading = new(1, 1);

    public void Dispose() => reading.Dispose();

    /// <summary>
    /// Looks through all masked documents of the room, keeps what was found for host and supervisor, and gives the
    /// kinds by bid. Doing it again replaces what was found.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<IdentityKind>>> LookAsync(RoomFacts facts)
    {
        using var time = new CancellationTokenSource(RoomTime);
        var found = new List<FoundIdentity>();
        foreach (var bid in facts.Start.Bids)
        foreach (var section in SectionsOf(facts))
            found.AddRange(
                (await LookAtAsync(facts.Start, bid, section, time.Token)).Select(hit => new FoundIdentity(
                    bid.Id,
                    section,
                    hit.Page,
                    hit.Kind
                ))
            );
        Keep(facts.Id, found);
        return found
            .GroupBy(f => f.Bid, StringComparer.Ordinal)
            .ToDictionary(
                of => of.Key,
                of => (IReadOnlyList<IdentityKind>)[.. of.Select(f => f.Kind).Distinct().Order()],
                StringComparer.Ordinal
            );
    }

    /// <summary>What was found in a room, by bid, section and page.</summary>
    public IReadOnlyList<FoundIdentity> FoundIn(string room)
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT bid, section, page, kind FROM identity_found WHERE room = $room ORDER BY bid, section, page, kind",
            row => new FoundIdentity(
                row.GetString(0),
                row.GetInt32(1),
                row.GetInt32(2),
                Enum.Parse<IdentityKind>(row.GetString(3))
            ),
            ("$room", room)
        );
    }

    /// <summary>The sections that are read masked.</summary>
    public static IReadOnlyList<int> SectionsOf(RoomFacts facts) =>
        Scorer.Read(facts.Terms).Tender?.Masked?.Sections ?? [];

    /// <summary>Whether the terms ask for masked scoring.</summary>
    public static bool IsMaskedBy(RoomFacts facts) => Scorer.Read(facts.Terms).Tender?.Masked is not null;

    /// <summary>The masked documents of a bid.</summary>
    public async Task<IReadOnlyList<MaskedDocument>> ListAsync(RoomFacts facts, string bid)
    {
        var lines = new List<MaskedDocument>();
        var (listed, _) = await documents.ListAsync(facts.Start.Session, facts.Start.Lot, bid);
        foreach (var section in SectionsOf(facts).Where(s => (listed ?? []).Any(line => line.Section == s)).Order())
        {
            var (copy, problem, _) = await CopyAsync(facts, bid, section);
            lines.Add(
                new MaskedDocument(section, copy?.Length ?? 0, copy is null ? problem ?? MaskProblem.Damaged : null)
            );
        }
        return lines;
    }

    /// <summary>The copy of one document without its properties, or why there is none.</summary>
    public async Task<(byte[]? Copy, MaskProblem? Problem, Refusal? Refusal)> CopyAsync(
        RoomFacts facts,
        string bid,
        int section
    )
    {
        var key = (facts.Id, bid, section);
        if (copies.Find(key) is { } known)
            return (known.Copy, known.Problem, null);
        await reading.WaitAsync();
        try
        {
            if (copies.Find(key) is { } made)
                return (made.Copy, made.Problem, null);
            var (bytes, problem, refusal) = await ReadAsync(facts.Start, bid, section);
            if (refusal is not null)
                return (null, null, refusal);
            var (copy, found) = bytes is null
                ? (null, problem)
                : await WithinAsync(() => MaskedCopy.Of(bytes), (null, MaskProblem.TooMuch), life.ApplicationStopping);
            copies.Keep(key, copy, found);
            return (copy, found, null);
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<IReadOnlyList<IdentityHit>> LookAtAsync(
        RoomStart start,
        RoomBid bid,
        int section,
        CancellationToken roomTime
    )
    {
        IReadOnlyList<IdentityHit> unseen = [new IdentityHit(IdentityKind.Unseen, 0)];
        // Whoever ends in the middle has not looked: the next process begins anew.
        life.ApplicationStopping.ThrowIfCancellationRequested();
        if (roomTime.IsCancellationRequested)
            return unseen;
        await reading.WaitAsync(life.ApplicationStopping);
        try
        {
            var (bytes, problem, refusal) = await ReadAsync(start, bid.Id, section);
            // Who sent no such document is not found out by it: members see that it is missing.
            if (refusal is { Reason: Reason.NotFound })
                return [];
            if (bytes is null)
            {
                logger.LogInformation("A masked document is not looked through: {Problem}", problem);
                return unseen;
            }
            using var time = CancellationTokenSource.CreateLinkedTokenSource(roomTime);
            time.CancelAfter(DocumentTime);
            var stop = time.Token;
            return await WithinAsync(
                () => IdentityScan.Of(bytes, MarksOf(bid), stop),
                unseen,
                life.ApplicationStopping
            );
        }
        finally
        {
            reading.Release();
        }
    }

    // A page that never ends is left to its thread: whoever waits for it goes on. What it may unpack is limited.
    private static async Task<T> WithinAsync<T>(Func<T> work, T otherwise, CancellationToken stop)
    {
        try
        {
            return await Task.Run(work).WaitAsync(DocumentTime + Grace, stop);
        }
        catch (TimeoutException)
        {
            return otherwise;
        }
    }

    private async Task<(byte[]? Bytes, MaskProblem? Problem, Refusal? Refusal)> ReadAsync(
        RoomStart start,
        string bid,
        int section
    )
    {
        var (document, _, refusal) = await documents.OpenAsync(start.Session, start.Lot, bid, section);
        if (document is null)
            return (null, null, refusal);
        await using (document)
        {
            if (document.Length > ForeignPdf.MostBytes)
                return (null, MaskProblem.TooLarge, null);
            var bytes = new byte[document.Length];
            try
            {
                await document.ReadExactlyAsync(bytes);
            }
            catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
            {
                return (null, null, OpenedDocuments.Damaged);
            }
            return (bytes, null, null);
        }
    }

    private static BidderMarks MarksOf(RoomBid bid) =>
        new(
            bid.Name,
            bid.Code,
            [
                .. bid
                    .Published.Where(fact => RoleWords.Any(word => fact.Title.Contains(word, StringComparison.Ordinal)))
                    .Select(fact => fact.Text),
            ]
        );

    private void Keep(string room, List<FoundIdentity> found) =>
        file.Write(connection =>
        {
            connection.Run("DELETE FROM identity_found WHERE room = $room", ("$room", room));
            foreach (var one in found)
                connection.Run(
                    "INSERT OR IGNORE INTO identity_found (room, bid, section, page, kind) "
                        + "VALUES ($room, $bid, $section, $page, $kind)",
                    ("$room", room),
                    ("$bid", one.Bid),
                    ("$section", one.Section),
                    ("$page", one.Page),
                    ("$kind", one.Kind.ToString())
                );
            return found.Count;
        });
}
