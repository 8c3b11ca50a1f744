using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Opening.Tests.Archives;

/// <summary>Archives whose parts do not belong together, while every event in them is as it was.</summary>
public class ForgedArchiveTests
{
    private static readonly ArchiveStory Plain = new(new Plot());
    private static readonly byte[] Zeros = new byte[32];

    [Fact]
    public void A_forged_entry_an_arrival_after_the_deadline_and_a_stray_acknowledgement_fail()
    {
        var entry = Plain.Platform.Ticks.SelectMany(t => t.Entries).First();
        var hash = entry.Hash(Rehearsal.Suite);
        var tick = Plain.Platform.Ticks.FindIndex(t => t.Entries.Contains(entry));
        byte[] Sign(SigningKey key, long at, byte[] about, int off = 0) =>
            Acknowledgement
                .Sign(
                    key,
                    at,
                    about,
                    SignedHeader.TryParse(entry.Statement, out var s, out _) ? s.Header.FileBytes : 0,
                    tick + off
                )
                .ToBytes();
        Assert.Empty(Forgery.FailuresOf(Acknowledged(Sign(Plain.Platform.Platform, entry.Arrival, hash))));
        // An entry that was moved out of the tick that its acknowledgement names: no tick is ever full.
        Assert.Equal(["V16"], Forgery.FailuresOf(Acknowledged(Sign(Plain.Platform.Platform, entry.Arrival, hash, 1))));
        if (tick > 0)
            Assert.Equal(
                ["V16"],
                Forgery.FailuresOf(Acknowledged(Sign(Plain.Platform.Platform, entry.Arrival, hash, -1)))
            );
        Assert.Equal(
            ["V16", "V17"],
            Forgery.FailuresOf(Acknowledged(Sign(Plain.Platform.Platform, Plain.Platform.Policy.CloseAt + 1, hash)))
        );
        Assert.Equal(
            ["V16"],
            Forgery.FailuresOf(Acknowledged(Sign(SigningKey.Generate(Rehearsal.Suite), entry.Arrival, hash)))
        );
        Assert.Equal(["V16"], Forgery.FailuresOf(Acknowledged(Sign(Plain.Platform.Platform, entry.Arrival, Zeros))));

        AuditReport Acknowledged(byte[] other)
        {
            var archive = Plain.Archive();
            var lot = archive.Lots[0] with
            {
                Acknowledgements = archive
                    .Lots[0]
                    .Acknowledgements.ToDictionary(
                        a => a.Key,
                        a => a.Key == Convert.ToHexStringLower(hash) ? other : a.Value
                    ),
            };
            return Forgery.Check(Plain, archive with { Lots = [lot] });
        }
    }

    [Fact]
    public void Partial_openings_of_another_share_fail_although_their_hash_was_logged()
    {
        var batch = PartialBatch.TryParse(
            Rehearsal.Suite,
            Plain.Archive(ArchiveKind.Full).Lots[0].Partials[1],
            out var parsed
        )
            ? parsed!
            : throw new InvalidOperationException("no batch");
        var swapped = (batch with { Partials = [batch.Partials[1], batch.Partials[0], batch.Partials[2]] }).ToBytes();
        var report = Forgery.Check(
            Plain,
            Forgery.Change<PartialAccepted>(e => e with { Hash = Rehearsal.Suite.Hash(swapped) }),
            lot => lot with { Partials = lot.Partials.ToDictionary(p => p.Key, p => p.Key == 1 ? swapped : p.Value) }
        );
        Assert.Equal(["V29"], Forgery.FailuresOf(report));
    }

    [Fact]
    public void A_checkpoint_with_too_few_cosignatures_of_another_stream_or_that_leaves_events_out_fails()
    {
        var archive = Plain.Archive();
        var tree = (Plain.Platform.Stream.Size, Plain.Platform.Stream.Root());
        Assert.Equal(
            ["V05"],
            Forgery.FailuresOf(
                Forgery.Check(
                    Plain,
                    archive with
                    {
                        Checkpoints = [Forgery.Head(Plain, tree.Size, tree.Item2, cosigners: 1)],
                    }
                )
            )
        );
        Assert.Equal(
            ["V03", "V06"],
            Forgery.FailuresOf(
                Forgery.Check(
                    Plain,
                    archive with
                    {
                        Checkpoints = [Forgery.Head(Plain, tree.Size - 1, Plain.Platform.Stream.Root(tree.Size - 1))],
                    }
                )
            )
        );
        Assert.Equal(
            ["V03", "V06"],
            Forgery.FailuresOf(
                Forgery.Check(Plain, archive with { Checkpoints = [Forgery.Head(Plain, tree.Size, Zeros)] })
            )
        );
        Assert.Equal(
            ["V06"],
            Forgery.FailuresOf(
                Forgery.Check(
                    Plain,
                    archive with
                    {
                        Checkpoints = [Forgery.Head(Plain, 5, Zeros), archive.Checkpoints[^1]],
                    }
                )
            )
        );
        Assert.Equal(
            ["V04"],
            Forgery.FailuresOf(
                Forgery.Check(
                    Plain,
                    archive with
                    {
                        Checkpoints =
                        [
                            .. archive.Checkpoints.Select(n =>
                                n.Replace(
                                    Plain.Platform.StreamName,
                                    Plain.Platform.IntakeName,
                                    StringComparison.Ordinal
                                )
                            ),
                        ],
                    }
                )
            )
        );
    }

    [Fact]
    public void A_withheld_event_and_an_archive_without_its_intake_fail()
    {
        var archive = Plain.Archive();
        var leaf = (ArchiveLeaf.Disclosed)archive.Leaves[3];
        var hash = TreeHash.Leaf(
            Rehearsal.Suite,
            StreamLeaf.Of(Rehearsal.Suite, leaf.Salt, 3, Plain.Events[3].GetType().Name, leaf.Event)
        );
        Assert.Contains(
            "V03",
            Forgery.FailuresOf(
                Forgery.Check(
                    Plain,
                    archive with
                    {
                        Leaves = [.. archive.Leaves.Select((l, i) => i == 3 ? new ArchiveLeaf.Withheld(hash) : l)],
                    }
                )
            )
        );
        Assert.Equal(["V11"], Forgery.FailuresOf(Forgery.Check(Plain, archive with { Lots = [] })));
        Assert.Contains(
            "V11",
            Forgery.FailuresOf(
                Forgery.Check(Plain, archive with { Lots = [archive.Lots[0], archive.Lots[0] with { Lot = "2" }] })
            )
        );
    }

    [Fact]
    public void A_split_view_is_convicted_by_an_honest_receipt()
    {
        // Cosigned heads and a receipt of the true intake; the platform archives another intake under the same names.
        var other = new ArchiveStory(new Plot());
        var report = Audit.Check(other.File(), other.Platform.Trust, [Plain.Receipts.Values.First()]);
        Assert.Equal(["V32"], Forgery.FailuresOf(report));
    }
}
