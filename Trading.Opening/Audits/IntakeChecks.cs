using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V11, V12, V16–V18: the disclosed intake against its frozen root, its schedule and its own signatures. Source:
/// docs/spec/archive.md, "Checks".
/// </summary>
internal static class IntakeChecks
{
    public static Finding Tree(AuditCase c)
    {
        var stray = c.Archive!.Lots.FirstOrDefault(a => !c.Lots.Any(l => l.Id == a.Lot && l.IsOver));
        if (stray is not null)
            return Finding.Fail($"the archive holds an intake of lot {stray.Lot}, which is not over");
        return c.OfLots(lot =>
        {
            if (!lot.IsOver)
                return Finding.Nothing("not over");
            if (lot.Archived is not { } archived || lot.Frozen is not { } frozen)
                return Finding.Fail("the intake is missing");
            if (archived.Ticks.Count != frozen.TreeSize)
                return Finding.Fail($"{archived.Ticks.Count} ticks, where {frozen.TreeSize} were frozen");
            return
                DisclosedTick.TryRoot(lot.Policy, archived.Ticks, out var root)
                && root.AsSpan().SequenceEqual(frozen.Root)
                ? Finding.Pass($"{archived.Ticks.Count} ticks")
                : Finding.Fail("seeds and entries do not give the frozen root");
        });
    }

    public static Finding Schedule(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                if (lot.Certified is not { } certified || lot.Frozen is not { } frozen)
                    return Finding.Fail("there is no lock or no freeze");
                var schedule = new TickSchedule(lot.Policy, certified.At);
                if (archived.Ticks.Count != schedule.DrainIndex + 1)
                    return Finding.Fail(
                        $"{archived.Ticks.Count} ticks, where the schedule has {schedule.DrainIndex + 1}"
                    );
                return Finding.Of(
                    frozen.At >= schedule.TickTime(schedule.DrainIndex)
                        ? null
                        : "the freeze came before the drain was due",
                    $"{archived.Ticks.Count} ticks"
                );
            }
        );

    public static Finding Arrivals(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                for (var tick = 0; tick < archived.Ticks.Count; tick++)
                {
                    foreach (var entry in archived.Ticks[tick].Entries)
                    {
                        if (ArrivalProblem(lot, archived, entry, tick) is { } problem)
                            return Finding.Fail($"an entry of tick {tick}: {problem}");
                    }
                }
                return Finding.Pass($"{archived.Acknowledgements.Count} entries");
            }
        );

    public static Finding Entries(AuditCase c) =>
        c.OfArchivedLots(
            (lot, _) =>
                lot.List.Problem switch
                {
                    FrozenProblem.None or FrozenProblem.BadRevocation => Finding.Of(
                        OrderProblem(lot),
                        $"{lot.Entries.Count()} entries"
                    ),
                    var problem => Finding.Fail(problem.ToString()),
                }
        );

    public static Finding Counts(AuditCase c) =>
        c.OfArchivedLots(
            (lot, _) =>
            {
                if (lot.List.List is not { } list || lot.Frozen is not { } frozen)
                    return Finding.Nothing("the entries do not replay");
                var (entries, live) = (lot.Entries.Count(), list.Live.Count + lot.Revoked.Count());
                return Finding.Of(
                    frozen.Entries == entries && frozen.Live == live
                        ? null
                        : $"{entries} entries and {live} live bids, where {frozen.Entries} and {frozen.Live} "
                            + "were frozen",
                    $"{entries} entries, {live} live bids"
                );
            }
        );

    // As the intake took them: a tick holds its entries by arrival, and a submission's words stand one behind the
    // other, none younger than the one before.
    private static string? OrderProblem(AuditLot lot)
    {
        if (lot.Policy.Version == 1)
            return null;
        var newest = new Dictionary<string, (uint Revision, long Arrival)>(StringComparer.Ordinal);
        foreach (var tick in lot.Archived!.Ticks)
        {
            if (!tick.Entries.Zip(tick.Entries.Skip(1)).All(pair => pair.First.Arrival <= pair.Second.Arrival))
                return "a tick does not hold its entries in the order of their arrival";
            foreach (var entry in tick.Entries)
            {
                var facts = StatementFacts.Read(entry);
                var before = newest.GetValueOrDefault(facts.Submission);
                if (facts.Revision != before.Revision + 1)
                    return $"revision {facts.Revision} of {facts.Submission} stands before what it replaces";
                if (entry.Arrival < before.Arrival)
                    return $"revision {facts.Revision} of {facts.Submission} arrived before what it replaces";
                newest[facts.Submission] = (facts.Revision, entry.Arrival);
            }
        }
        return null;
    }

    private static string? ArrivalProblem(AuditLot lot, ArchiveLot archived, Entry entry, int tick)
    {
        var hash = entry.Hash(lot.Suite);
        if (
            !archived.Acknowledgements.TryGetValue(Convert.ToHexStringLower(hash), out var bytes)
            || !Acknowledgement.TryParse(bytes, out var acknowledgement)
        )
            return "it has no acknowledgement";
        return acknowledgement.Suite.Id != lot.Policy.Suite || !acknowledgement.EntryHash.AsSpan().SequenceEqual(hash)
                ? "the acknowledgement is of another entry"
            : !acknowledgement.IsSignedBy(lot.Policy.PlatformKey) ? "the acknowledgement is not signed by the platform"
            : acknowledgement.AtMicros > lot.Policy.CloseAt ? "it arrived after the deadline"
            : TickProblem(lot, acknowledgement, tick) is { } misplaced ? misplaced
            : acknowledgement.SizeBytes != SizeOf(entry) ? "another size was acknowledged"
            : null;
    }

    // Under version 1 a full tick left entries to the next one, so an acknowledgement named the earliest.
    private static string? TickProblem(AuditLot lot, Acknowledgement acknowledgement, int tick)
    {
        var openedAt = lot.Certified?.At ?? 0;
        if (acknowledgement.AtMicros < openedAt - (lot.Policy.Version == 1 ? SessionTimes.VersionOneFall : 0))
            return "it arrived before the lock";
        if (lot.Policy.Version == 1)
            return acknowledgement.Tick > tick ? "it stands in an earlier tick than was acknowledged" : null;
        if (acknowledgement.Tick != tick)
            return $"it stands in another tick than was acknowledged, which is {acknowledgement.Tick}";
        return tick < new TickSchedule(lot.Policy, openedAt).IndexAt(acknowledgement.AtMicros)
            ? "it stands in a tick that was due before it arrived"
            : null;
    }

    private static long SizeOf(Entry entry) =>
        entry.Kind == EntryKind.Envelope && SignedHeader.TryParse(entry.Statement, out var signed, out _)
            ? signed.Header.FileBytes
            : entry.Statement.Length;
}
