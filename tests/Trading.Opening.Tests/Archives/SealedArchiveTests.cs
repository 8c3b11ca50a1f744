using Trading.Crypto;
using Trading.Documents;
using Trading.Locks.Tests.Trustee;
using Trading.Opening.Tests.Records;

namespace Trading.Opening.Tests.Archives;

/// <summary>
/// V33: the record is printed again from the archive alone; everybody else may have signed whatever stands there.
/// </summary>
public class SealedArchiveTests
{
    private static readonly Lazy<ArchiveStory> Story = new(() => new ArchiveStory(new Plot()));
    private static readonly RecordSealed Seal = (RecordSealed)Story.Value.Events[^1];

    [Fact]
    public void The_record_is_printed_again_bit_for_bit()
    {
        var check = V33(Story.Value.Archive());
        Assert.Equal(CheckOutcome.Pass, check.Outcome);
        Assert.Contains(Convert.ToHexStringLower(Seal.Hash), check.Detail, StringComparison.Ordinal);
        var (draft, seal) = ArchivedRecord.Find(Story.Value.File(), RecordPrinting.Fonts, out _)!.Value;
        Assert.Equal(Seal.Hash, Rehearsal.Suite.Hash(draft.Signed(seal!.Certificate, seal.Signature)));
    }

    [Fact]
    public void A_record_of_version_2_is_printed_again_in_the_version_that_the_stream_names()
    {
        var story = new ArchiveStory(
            new Plot { Record = (RecordVersion.Newest, $"https://a.example/hall/{Rehearsal.Session}") }
        );
        var report = story.Check();
        Assert.Equal(CheckOutcome.Pass, report.Checks.Single(c => c.Number == "V33").Outcome);
        Assert.DoesNotContain(report.Checks, c => c.Outcome == CheckOutcome.Fail);
        Assert.Equal(RecordVersion.Newest, story.Events.OfType<SessionConcluded>().Single().Record);
        var draft = ArchivedRecord.Find(story.File(), RecordPrinting.Fonts, out _)!.Value.Draft;
        Assert.True(draft.Pdf.AsSpan().IndexOf("<pdfaid:part>2</pdfaid:part>"u8) > 0);
    }

    [Fact]
    public void Another_hash_another_signature_and_another_signer_fail()
    {
        var bidder = World.NewPerson("投标人");
        var attributes = Draft().Attributes(bidder.Certificate);
        Fails("another hash", Seal with { Hash = new byte[32] });
        Fails("not under the record", Seal with { Signature = ArchiveStory.Host.Sign("another record"u8.ToArray()) });
        Fails("not under the record", Seal with { Signature = [] });
        Fails(
            "another key than the host's",
            Seal with
            {
                Certificate = bidder.Certificate,
                Signature = bidder.Sign(attributes),
                Hash = Draft().Hash(bidder.Certificate, bidder.Sign(attributes)),
            }
        );
        Fails("cannot be read", Seal with { Certificate = ArchiveStory.Host.Key });
    }

    [Fact]
    public void A_record_of_another_stream_fails_though_its_events_read_the_same() =>
        // Other salts, hence another root: the record names the one that was there when it was signed.
        Assert.Equal(
            CheckOutcome.Fail,
            V33(
                Story.Value.Archive() with
                {
                    Leaves =
                    [
                        .. Story
                            .Value.Archive()
                            .Leaves.Select(l => new ArchiveLeaf.Disclosed(
                                Rehearsal.Fresh(32),
                                ((ArchiveLeaf.Disclosed)l).Event
                            )),
                    ],
                }
            ).Outcome
        );

    [Fact]
    public void A_concluded_session_that_is_not_sealed_is_no_failure_and_said_plainly()
    {
        var story = Story.Value;
        var archive = story.Archive() with
        {
            Leaves = [.. story.Archive().Leaves.Take(story.Events.Count - 1)],
            Checkpoints = story.Heads[..^1],
        };
        var report = Audit.Check(ArchiveCodec.Write(archive), story.Platform.Trust, [], RecordPrinting.Fonts);
        Assert.Equal(
            (0, CheckOutcome.NotApplicable),
            (report.ExitCode, report.Checks.Single(c => c.Number == "V33").Outcome)
        );
        Assert.Contains(report.Remarks, r => r.Contains("not sealed", StringComparison.Ordinal));
        Assert.Null(ArchivedRecord.Find(ArchiveCodec.Write(archive), RecordPrinting.Fonts, out _)!.Value.Seal);
    }

    [Fact]
    public void A_session_that_is_not_concluded_and_a_file_that_is_none_have_no_record()
    {
        var story = new ArchiveStory(new Plot { Acts = false });
        Assert.Equal(CheckOutcome.NotApplicable, V33(story.Archive()).Outcome);
        Assert.Null(ArchivedRecord.Find(story.File(), RecordPrinting.Fonts, out var problem));
        Assert.Equal("the session is not concluded", problem);
        Assert.Null(ArchivedRecord.Find([1, 2, 3], RecordPrinting.Fonts, out _));
    }

    [Fact]
    public void A_failed_session_has_a_record_too() =>
        Assert.Equal(CheckOutcome.Pass, V33(new ArchiveStory(new Plot(2)).Archive()).Outcome);

    private static DocumentDraft Draft() =>
        ArchivedRecord.Find(Story.Value.File(), RecordPrinting.Fonts, out _)!.Value.Draft;

    private static void Fails(string why, RecordSealed bent)
    {
        var story = Story.Value;
        var archive = story.Archive() with
        {
            Leaves =
            [
                .. story.Archive().Leaves.SkipLast(1),
                new ArchiveLeaf.Disclosed(Rehearsal.Fresh(32), EventCodec.Encode(bent).Bytes),
            ],
        };
        var check = V33(archive);
        Assert.Equal(CheckOutcome.Fail, check.Outcome);
        Assert.Contains(why, check.Detail, StringComparison.Ordinal);
    }

    private static CheckResult V33(Archive archive) =>
        Audit
            .Check(ArchiveCodec.Write(archive), Story.Value.Platform.Trust, [], RecordPrinting.Fonts)
            .Checks.Single(c => c.Number == "V33");
}
