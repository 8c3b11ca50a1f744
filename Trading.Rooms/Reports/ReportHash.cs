using Trading.Rooms.Rooms;

namespace Trading.Rooms.Reports;

/// <summary>
/// The hash that the host drafts and members sign: of everything that the report says, as the streams hold it. Source:
/// docs/spec/room.md, "Report".
/// </summary>
public static class ReportHash
{
    /// <summary>
    /// The hash of what stands now, as 64 digits: what a draft names that is made next; null while nothing is counted.
    /// </summary>
    /// <param name="facts">What the room began with.</param>
    /// <param name="events">All events so far; the order within each stream counts, that between streams does not.
    /// </param>
    public static string? Of(RoomFacts facts, IEnumerable<RoomEvent> events)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(events);
        var suite = facts.Suite;
        ScoresCounted? count = null;
        var (heard, said, papers) = (new CompactRange(suite), new CompactRange(suite), new CompactRange(suite));
        foreach (var happened in events.Where(e => !TellsOfReport(e)))
        {
            count = happened as ScoresCounted ?? count;
            var stream = RoomVisibility.Of(facts.Id, happened);
            var range =
                stream == Names.RoomStream(facts.Id) ? heard
                : stream == Names.SheetsStream(facts.Id) ? papers
                : said;
            range.Append(TreeHash.Leaf(suite, RoomCodec.Table.Encode(happened).Bytes));
        }
        return count is null ? null : Of(facts, count, heard.Root(), said.Root(), papers.Root());
    }

    /// <summary>The hash that the last draft should name; null where nothing was drafted or counted.</summary>
    /// <param name="facts">What the room began with.</param>
    /// <param name="events">All events in the order in which they happened.</param>
    public static string? OfDraft(RoomFacts facts, IReadOnlyList<RoomEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var drafted = events.Count - 1;
        while (drafted >= 0 && events[drafted] is not ReportDrafted)
            drafted--;
        return drafted < 0 ? null : Of(facts, events.Take(drafted));
    }

    private static string Of(RoomFacts facts, ScoresCounted count, byte[] heard, byte[] said, byte[] papers)
    {
        var data = new WireWriter()
            .Fixed(Convert.FromHexString(facts.Id))
            .U32((uint)count.Revision)
            .Fixed(count.TenderHash)
            .Fixed(count.ResultHash)
            .Fixed(heard)
            .Fixed(said)
            .Fixed(papers)
            .ToArray();
        return Convert.ToHexStringLower(Tags.Hash(facts.Suite, Tags.RoomReport, data));
    }

    // A draft cannot hold itself, nor the signature under its pages; a second one of the same facts has the same hash.
    private static bool TellsOfReport(RoomEvent happened) =>
        happened
            is ReportDrafted
                or ReportCommitted
                or ReportJudged
                or SilenceDeemed
                or EvaluationConcluded
                or ReportSealed;
}
