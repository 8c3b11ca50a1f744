using Trading.Locks.Tests.Trustee;

namespace Trading.Opening.Tests.Archives;

/// <summary>What an evaluation begins with, as the archive of its opening says it. Source: docs/spec/report.md, V92.
/// </summary>
public sealed class ArchivedOpeningTests
{
    private static readonly Lazy<ArchiveStory> Story = new(() => new ArchiveStory(new Plot()));

    [Fact]
    public void Record_stream_and_bids_are_those_of_the_events()
    {
        var story = Story.Value;
        var found = ArchivedOpening.Find(story.File())!;
        Assert.Equal(Rehearsal.Session, found.Session);
        Assert.Equal(story.Events.OfType<RecordSealed>().Single().Hash, found.Record);
        Assert.Equal(story.Events.FindIndex(e => e is SessionConcluded) + 1, found.Concluded);
        Assert.Equal(65, found.Platform.Length);
        Assert.True(PlatformCheckpoint.TryPeek(story.Archive().Checkpoints[^1], out var head));
        Assert.Equal(head.Root, found.RootAt(head.Size));
        Assert.Null(found.RootAt(head.Size + 1));
        var opened = story.Events.OfType<BidOpened>().ToList();
        var bids = found.BidsOf(Rehearsal.Lot)!;
        Assert.Equal(opened.Select(b => b.Submission), bids.Select(b => b.Submission));
        Assert.Equal(opened.Select(b => b.EnvelopeHash), bids.Select(b => b.EnvelopeHash));
        Assert.Contains(bids, b => b.Form is { BidderName.Length: > 0 });
        Assert.Equal(PriceKind.Amount, found.PriceOf(Rehearsal.Lot));
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        Assert.Null(ArchivedOpening.Find([1, 2, 3]));
        var found = ArchivedOpening.Find(Story.Value.File())!;
        Assert.Null(found.BidsOf("none"));
        Assert.Null(found.PriceOf("none"));
    }
}
