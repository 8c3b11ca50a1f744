using System.Text;
using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Opening.Tests.Archives;

public class AuditTests
{
    private static readonly Lazy<ArchiveStory> Plain = new(() => new ArchiveStory(new Plot()));
    private static readonly Lazy<ArchiveStory> Eventful = new(() =>
        new ArchiveStory(
            new Plot
            {
                Broken = true,
                Changes = true,
                Revoked = true,
                Late = true,
            }
        )
    );

    [Theory]
    [InlineData(ArchiveKind.Public)]
    [InlineData(ArchiveKind.Full)]
    public void A_plain_opening_passes_every_check(ArchiveKind kind)
    {
        var report = Plain.Value.Check(kind);
        Assert.All(
            report.Checks,
            c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
        );
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(kind == ArchiveKind.Public ? CheckOutcome.Withheld : CheckOutcome.Pass, Of(report, "V29").Outcome);
        Assert.Equal(
            ["V20", "V25", "V32", "V35", "V36"],
            report.Checks.Where(c => c.Outcome == CheckOutcome.NotApplicable).Select(c => c.Number)
        );
    }

    [Theory]
    [InlineData(ArchiveKind.Public)]
    [InlineData(ArchiveKind.Full)]
    public void An_opening_with_a_broken_a_replaced_a_withdrawn_a_revoked_bid_and_a_late_trustee_passes(
        ArchiveKind kind
    )
    {
        var report = Eventful.Value.Check(kind);
        Assert.All(
            report.Checks,
            c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
        );
        Assert.Equal(CheckOutcome.Pass, Of(report, "V20").Outcome);
        Assert.Equal(kind == ArchiveKind.Public ? CheckOutcome.Withheld : CheckOutcome.Pass, Of(report, "V25").Outcome);
        Assert.Equal(
            kind == ArchiveKind.Public,
            report.Remarks.Any(r => r.Contains("the full archive alone can prove", StringComparison.Ordinal))
        );
        Assert.Contains(Eventful.Value.Events, e => e is FreezeCosigned { Late: true });
        Assert.Contains(Eventful.Value.Events, e => e is BidUnreadable { Fault: Fault.Bidder });
    }

    [Fact]
    public void A_freeze_that_nobody_saw_in_time_passes_on_the_order_of_host_and_supervisor_and_says_so()
    {
        var story = new ArchiveStory(new Plot { Ordered = true });
        var report = story.Check(ArchiveKind.Full);
        Assert.All(
            report.Checks,
            c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
        );
        Assert.Contains(
            "3 late with cause (ordered by host and supervisor)",
            Of(report, "V14").Detail,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 late with cause (another was timely)",
            Of(Eventful.Value.Check(), "V14").Detail,
            StringComparison.Ordinal
        );
        Assert.All(story.Events.OfType<FreezeCosigned>(), e => Assert.True(e.Late));
    }

    [Fact]
    public void A_standstill_over_the_deadline_passes_and_the_verdict_says_how_many_entries_bear_its_beginning()
    {
        var story = new ArchiveStory(new Plot { StoodStill = 3 });
        var report = story.Check(ArchiveKind.Full);
        Assert.All(
            report.Checks,
            c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
        );
        var remark = Assert.Single(
            report.Remarks,
            r => r.StartsWith("the platform stood still", StringComparison.Ordinal)
        );
        Assert.Contains("1 entries of the drain bear its beginning as arrival", remark, StringComparison.Ordinal);
        Assert.Equal(4, story.Events.OfType<BidOpened>().Count());
    }

    [Fact]
    public void A_standstill_that_was_too_long_holds_the_lot_and_passes_on_the_order_of_host_and_supervisor()
    {
        var story = new ArchiveStory(new Plot { StoodStill = 8, Ordered = true });
        var report = story.Check(ArchiveKind.Full);
        Assert.All(
            report.Checks,
            c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
        );
        Assert.Contains(report.Remarks, r => r.Contains("too long to be made up for", StringComparison.Ordinal));
        Assert.All(story.Events.OfType<FreezeCosigned>(), e => Assert.True(e.Late));
    }

    [Fact]
    public void Scoring_terms_are_checked_by_whoever_the_verifier_brings_along()
    {
        var story = new ArchiveStory(new Plot(2) { Scoring = "{ \"some\": \"terms\" }" });
        var asked = new List<string>();
        string? Judge(SessionTerms terms, LotTerms lot, string text)
        {
            asked.Add($"{terms.RulePack.Id} {lot.Lot} {text}");
            return asked.Count == 1 ? null : "weights-sum at $.criteria";
        }
        CheckResult Check(ScoringJudge? judge) =>
            Of(Audit.Check(story.File(), story.Platform.Trust, scoring: judge), "V36");
        Assert.Equal(CheckOutcome.Pass, Check(Judge).Outcome);
        Assert.Equal($"construction-national {Rehearsal.Lot} {{ \"some\": \"terms\" }}", Assert.Single(asked));
        var failed = Check(Judge);
        Assert.Equal(CheckOutcome.Fail, failed.Outcome);
        Assert.Equal($"lot {Rehearsal.Lot}: weights-sum at $.criteria", failed.Detail);
        Assert.Equal("scoring terms are not checked here", Check(null).Detail);
        Assert.Equal("V36", Audit.FindFailure(story.File(), story.Platform.Trust, scoring: Judge)?.Number);
    }

    [Fact]
    public void A_lot_with_too_few_bids_passes_unopened()
    {
        var story = new ArchiveStory(new Plot(2));
        var report = story.Check();
        Assert.Equal(0, report.ExitCode);
        Assert.Contains(story.Events, e => e is LotFailed { Cause: LotFailure.FewSubmitted });
        Assert.Equal(CheckOutcome.Pass, Of(report, "V19").Outcome);
        Assert.Equal(CheckOutcome.NotApplicable, Of(report, "V21").Outcome);
    }

    [Fact]
    public void Fewer_than_three_that_could_be_opened_end_as_the_pack_says()
    {
        foreach (var pack in new[] { RulePacks.ConstructionNational, RulePacks.ProcurementGoods })
        {
            var story = new ArchiveStory(
                new Plot(3)
                {
                    Lost = 1,
                    Pack = pack,
                    Acts = false,
                }
            );
            var report = story.Check(ArchiveKind.Full);
            Assert.All(
                report.Checks,
                c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
            );
            Assert.Equal(
                pack.FewOpened == FewOpened.Fail,
                story.Events.Any(e => e is LotFailed { Cause: LotFailure.FewOpened })
            );
        }
    }

    [Theory]
    [InlineData(ArchiveKind.Public)]
    [InlineData(ArchiveKind.Full)]
    public void Acts_that_the_submission_key_signed_pass(ArchiveKind kind)
    {
        var story = new ArchiveStory(new Plot { ByKit = true });
        var acts = story.Events.Select(e =>
            e switch
            {
                BidderAttended a => a.Act,
                ObjectionRaised a => a.Act,
                RecordConfirmed a => a.Act,
                _ => null,
            }
        );
        var key = story.Platform.Kits[story.Ids[0]].PublicPoint;
        Assert.Equal(3, acts.Count(act => act is not null && act.Certificate.AsSpan().SequenceEqual(key)));
        var report = story.Check(kind);
        Assert.All(
            report.Checks,
            c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
        );
        Assert.Equal((0, CheckOutcome.Pass), (report.ExitCode, Of(report, "V30").Outcome));
    }

    [Fact]
    public void Without_a_trust_file_an_archive_is_only_consistent_in_itself()
    {
        var report = Audit.Check(Plain.Value.File());
        Assert.Equal(3, report.ExitCode);
        Assert.Equal(CheckOutcome.NotApplicable, Of(report, "V02").Outcome);
        Assert.Contains(report.Remarks, r => r.StartsWith("not anchored", StringComparison.Ordinal));
    }

    [Fact]
    public void Drill_and_custody_stand_in_every_verdict()
    {
        var report = Plain.Value.Check();
        Assert.Contains(report.Remarks, r => r.StartsWith("drill", StringComparison.Ordinal));
        Assert.Contains(report.Remarks, r => r.StartsWith("custody: single", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trust_file_of_other_keys_fails()
    {
        var other = new Rehearsal();
        Assert.Equal(CheckOutcome.Fail, Of(Audit.Check(Plain.Value.File(), other.Trust), "V02").Outcome);
    }

    [Fact]
    public void Acknowledgements_and_receipts_of_this_archive_are_honoured()
    {
        var story = Plain.Value;
        Assert.Equal(
            CheckOutcome.Pass,
            Of(
                story.Check(ArchiveKind.Public, [.. story.Acknowledgements.Values, .. story.Receipts.Values]),
                "V32"
            ).Outcome
        );
    }

    // A kit holds an acknowledgement and a receipt of one entry: nobody should read "2 bids".
    [Fact]
    public void What_is_honoured_is_counted_by_proofs_and_entries_and_named()
    {
        var story = Eventful.Value;
        string Said(params IEnumerable<string> entries) =>
            Of(
                story.Check(
                    ArchiveKind.Public,
                    [.. entries.SelectMany(e => new[] { story.Acknowledgements[e], story.Receipts[e] })]
                ),
                "V32"
            ).Detail;
        var hashes = story.Receipts.Keys.ToList();
        var kit = Said(hashes[0]);
        Assert.StartsWith(
            "1 acknowledgement and 1 receipt honoured, of 1 envelope: submission ",
            kit,
            StringComparison.Ordinal
        );
        Assert.EndsWith(", revision 1", kit, StringComparison.Ordinal);
        Assert.Matches("of [0-9]+ envelopes? and 1 withdrawal", Said(hashes));
        var withdrawal = hashes
            .Select(hash => Said(hash))
            .Single(said => said.Contains("withdrawal", StringComparison.Ordinal));
        Assert.StartsWith(
            "1 acknowledgement and 1 receipt honoured, of 1 withdrawal: withdrawal of submission ",
            withdrawal,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_bid_that_was_dropped_is_missed_by_its_acknowledgement_and_by_its_receipt()
    {
        // A dropped bid against its receipt: another archive of the same platform key knows nothing of it.
        var story = Plain.Value;
        var hash = Rehearsal.Suite.Hash("a dropped bid"u8);
        var acknowledgement = Acknowledgement
            .Sign(story.Platform.Platform, story.Platform.Policy.CloseAt, hash, 5, 1)
            .ToBytes();
        var report = story.Check(ArchiveKind.Public, acknowledgement);
        Assert.Equal((1, CheckOutcome.Fail), (report.ExitCode, Of(report, "V32").Outcome));
        var foreign = Eventful.Value.Receipts.Values.First();
        Assert.Equal(CheckOutcome.Fail, Of(story.Check(ArchiveKind.Public, foreign), "V32").Outcome);
        Assert.Equal(CheckOutcome.Fail, Of(story.Check(ArchiveKind.Public, [1, 2, 3]), "V32").Outcome);
    }

    [Fact]
    public void A_receipt_with_a_strangers_line_is_honoured_and_one_with_a_trustees_wrong_line_is_not()
    {
        var story = Plain.Value;
        Assert.True(Receipt.TryParse(story.Receipts.Values.First(), out var receipt));
        var note = receipt.Checkpoint;
        var stranger = SigningKey.Generate(Rehearsal.Suite);
        var key = new NoteKey(Rehearsal.Suite, "stranger", stranger.PublicPoint, NoteKeyKind.Cosignature);
        var strange = With(note.With(Cosignature.Sign(note.Text, key, stranger, 1_700_000_000)));
        Assert.Equal(ReceiptVerdict.Valid, ReceiptJudge.Of(strange, story.Platform.Policy));
        Assert.Equal(CheckOutcome.Pass, Of(story.Check(ArchiveKind.Public, strange.ToBytes()), "V32").Outcome);

        var lines = Encoding.UTF8.GetString(note.ToBytes()).TrimEnd('\n').Split('\n');
        var wrong = lines[^1][..^8] + (lines[^1][^8] == 'A' ? 'B' : 'A') + lines[^1][^7..];
        Assert.True(Note.TryParse(Encoding.UTF8.GetBytes(string.Join('\n', [.. lines[..^1], wrong, ""])), out var bad));
        Assert.Equal(ReceiptVerdict.CosignatureWrong, ReceiptJudge.Of(With(bad), story.Platform.Policy));
        Assert.Equal(CheckOutcome.Fail, Of(story.Check(ArchiveKind.Public, With(bad).ToBytes()), "V32").Outcome);

        Receipt With(Note changed) =>
            new(receipt.Suite, receipt.EntryHash, receipt.Slot, receipt.Tick, receipt.Inclusion, changed);
    }

    [Fact]
    public void An_acknowledgement_that_somebody_else_signed_fails()
    {
        var story = Plain.Value;
        var hash = Convert.FromHexString(story.Acknowledgements.Keys.First());
        var forged = Acknowledgement
            .Sign(SigningKey.Generate(Rehearsal.Suite), story.Platform.Policy.CloseAt, hash, 5, 1)
            .ToBytes();
        Assert.Equal(CheckOutcome.Fail, Of(story.Check(ArchiveKind.Public, forged), "V32").Outcome);
    }

    [Fact]
    public void An_archive_is_made_once_a_cosigned_head_covers_an_opened_or_failed_lot()
    {
        var story = Plain.Value;
        var before = story.Events.FindIndex(e => e is LotOpened);
        var builder = new ArchiveBuilder(ArchiveKind.Public).AddLot(story.Lot);
        foreach (var (salt, bytes) in story.Leaves.Take(before))
            builder.AddEvent(salt, bytes);
        Assert.Null(builder.ToFile());
        builder.AddHead(story.Heads[0]);
        Assert.Null(builder.ToFile());
        foreach (var (salt, bytes) in story.Leaves.Skip(before))
            builder.AddEvent(salt, bytes);
        Assert.Null(builder.ToFile());
        Assert.Equal(0, Audit.Check(builder.AddHead(story.Heads[^2]).ToFile(), story.Platform.Trust).ExitCode);
    }

    private static CheckResult Of(AuditReport report, string number) => report.Checks.Single(c => c.Number == number);
}
