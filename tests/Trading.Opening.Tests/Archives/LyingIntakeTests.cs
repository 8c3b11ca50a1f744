using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Opening.Tests.Archives;

/// <summary>
/// Entries and arrivals that a platform moves: it freezes its intake anew, trustees cosign it, acknowledgements follow.
/// </summary>
public class LyingIntakeTests
{
    private static readonly ArchiveStory Story = new(
        new Plot
        {
            Broken = true,
            Changes = true,
            Revoked = true,
            Late = true,
        }
    );

    [Fact]
    public void Entries_that_are_moved_fail_although_the_intake_was_frozen_anew()
    {
        var ticks = Story.Platform.Ticks;
        var (first, later) = (ticks.FindIndex(t => t.Entries.Count > 0), ticks.FindLastIndex(t => t.Entries.Count > 0));
        Assert.True(first < later);
        var moved = ticks[first].Entries[1]; // nothing replaces it later
        Assert.Equal(["V16"], Forgery.FailuresOf(Refrozen(Story, Move(ticks, moved, later), resign: false)));
        Assert.Equal(["V16"], Forgery.FailuresOf(Refrozen(Story, Move(ticks, moved, ticks.Count - 1), resign: false)));
        // The replacement of the first bid before its first.
        var replacement = ticks[later].Entries.First(e => e.Kind == EntryKind.Envelope);
        var swapped = Move(
            Move(ticks, replacement, first),
            ticks[first]
                .Entries.First(e => StatementFacts.Read(e).Submission == StatementFacts.Read(replacement).Submission),
            later
        );
        Assert.Contains("V17", Forgery.FailuresOf(Refrozen(Story, swapped, resign: true)));
        Assert.Equal([], Forgery.FailuresOf(Refrozen(Story, ticks, resign: true)));
    }

    [Fact]
    public void An_entry_moved_into_the_drain_with_a_new_acknowledgement_is_convicted_by_the_one_that_its_bidder_holds()
    {
        var ticks = Story.Platform.Ticks;
        var moved = ticks.Last(t => t.Entries.Count > 0).Entries[^1];
        var hash = Convert.ToHexStringLower(moved.Hash(Rehearsal.Suite));
        string[] Found(params byte[][] receipts) =>
            Forgery.FailuresOf(Refrozen(Story, Move(ticks, moved, ticks.Count - 1), resign: true, receipts));
        Assert.Equal(["V32"], Found(Story.Acknowledgements[hash]));
        // So does the receipt, which bears the root and the tick that trustees cosigned.
        Assert.Equal(["V32"], Found(Story.Receipts[hash]));
        // Nothing else can: whoever holds neither sees an intake that everybody signed.
        Assert.Equal([], Found());
    }

    [Fact]
    public void An_arrival_before_the_lock_and_tick_0_for_a_later_entry_fail()
    {
        var ticks = Story.Platform.Ticks;
        var later = ticks.FindLastIndex(t => t.Entries.Count > 0);
        var entry = ticks[later].Entries[^1];
        Assert.Equal(["V16"], Forgery.FailuresOf(Acknowledged(Story, entry, entry.Arrival, 0)));
        Assert.Contains(
            "V16",
            Forgery.FailuresOf(Acknowledged(Story, ticks[0].Entries[0], Story.Platform.OpenedAt - 1, 0))
        );
    }

    private static AuditReport Acknowledged(ArchiveStory story, Entry entry, long at, long tick)
    {
        var hash = entry.Hash(Rehearsal.Suite);
        var size =
            entry.Kind == EntryKind.Envelope && SignedHeader.TryParse(entry.Statement, out var signed, out _)
                ? signed.Header.FileBytes
                : entry.Statement.Length;
        var other = Acknowledgement.Sign(story.Platform.Platform, at, hash, size, tick).ToBytes();
        var archive = story.Archive(ArchiveKind.Full);
        var acknowledgements = archive
            .Lots[0]
            .Acknowledgements.ToDictionary(a => a.Key, a => a.Key == Convert.ToHexStringLower(hash) ? other : a.Value);
        return Forgery.Check(
            story,
            archive with
            {
                Lots = [archive.Lots[0] with { Acknowledgements = acknowledgements }],
            }
        );
    }

    // The intake with these ticks: root, freeze, cosignatures and, if wanted, acknowledgements made anew.
    private static AuditReport Refrozen(
        ArchiveStory story,
        List<DisclosedTick> ticks,
        bool resign,
        params byte[][] receipts
    )
    {
        Assert.True(DisclosedTick.TryRoot(story.Platform.Policy, ticks, out var root));
        IEnumerable<SessionEvent> Bend(List<SessionEvent> events) =>
            events.Select(e =>
                e switch
                {
                    LotFrozen f => f with { Root = root },
                    FreezeCosigned f => f with
                    {
                        Cosignature = Forgery.FreezeLine(story, f.Trustee, f.At / Rehearsal.Second, root),
                    },
                    _ => e,
                }
            );
        ArchiveLot Lot(ArchiveLot lot) =>
            lot with
            {
                Ticks = ticks,
                Freeze = story.Platform.Sign(story.Platform.IntakeName, ticks.Count, root),
                Acknowledgements = resign
                    ? lot.Acknowledgements.ToDictionary(a => a.Key, a => Resigned(story, a.Value, ticks))
                    : lot.Acknowledgements,
            };
        return Forgery.Check(story, Bend, Lot, receipts: receipts);
    }

    private static byte[] Resigned(ArchiveStory story, byte[] bytes, List<DisclosedTick> ticks)
    {
        Assert.True(Acknowledgement.TryParse(bytes, out var told));
        var tick = ticks.FindIndex(t =>
            t.Entries.Any(e => e.Hash(Rehearsal.Suite).AsSpan().SequenceEqual(told.EntryHash))
        );
        return Acknowledgement
            .Sign(story.Platform.Platform, told.AtMicros, told.EntryHash, told.SizeBytes, tick)
            .ToBytes();
    }

    private static List<DisclosedTick> Move(List<DisclosedTick> ticks, Entry entry, int to) =>
        [
            .. ticks.Select(
                (t, i) =>
                    t with
                    {
                        Entries =
                        [
                            .. t.Entries.Where(e => e != entry).Concat(i == to ? [entry] : []).OrderBy(e => e.Arrival),
                        ],
                    }
            ),
        ];
}
