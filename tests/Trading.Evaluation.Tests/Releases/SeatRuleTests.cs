using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Statements;
using Trading.Locks.Tests.Trustee;

namespace Trading.Evaluation.Tests.Releases;

/// <summary>Whose record a trustee opens, for whom, and what it must have been shown.</summary>
public class SeatRuleTests
{
    [Fact]
    public void A_contact_opens_for_the_gateway_and_a_name_for_the_gate_and_for_nobody_else()
    {
        var stage = new DrawStage().Committed().Drawn();
        var (platform, position) = (stage.Platform, stage.Platform.Seated(0)[0]);
        var secret = platform.Commitment.Secrets[position];
        var row = platform.Commitment.Positions[position];
        var contacts = Answers(stage, stage.ContactWant(position));
        Assert.All(contacts, a => Assert.Null(stage.Open(a, platform.GateSecret)));
        var contact = OpenRecord.Contact(
            platform.Locks.Contact,
            platform.Request.Hash(),
            row,
            Shared(stage, contacts, platform.GatewaySecret, platform.Locks.Contact, RecordKind.Contact, row)
        );
        Assert.Equal((secret.Expert.Phone, secret.Code), (contact!.Phone, contact.Code));

        var names = Answers(stage, stage.NameWant(position));
        Assert.All(names, a => Assert.Null(stage.Open(a, platform.GatewaySecret)));
        Assert.All(names, a => Assert.Null(stage.Open(a, stage.First.Self.StaticKey)));
        var name = OpenRecord.Name(
            platform.Locks.Names,
            platform.Request.Hash(),
            row,
            Shared(stage, names, platform.GateSecret, platform.Locks.Names, RecordKind.Name, row),
            contact.Code,
            secret.Expert.Id
        );
        Assert.Equal(secret.Expert.Name, name!.Name);
    }

    [Fact]
    public void A_position_that_does_not_sit_stays_sealed()
    {
        var stage = new DrawStage().Committed().Drawn();
        var seated = stage.Platform.Seated(0);
        var spare = Enumerable.Range(0, stage.Platform.Commitment.Positions.Count).Except(seated).First();
        Assert.Equal(TrusteeReason.NotSeated, stage.First.Refusal(stage.ContactWant(spare)));
        Assert.Equal(TrusteeReason.NotSeated, stage.First.Refusal(stage.NameWant(spare)));
        Assert.Equal(TrusteeReason.NotSeated, stage.First.Refusal(stage.ContactWant(5_000)));
        Assert.Empty(stage.First.Events.OfType<PointOpened>().Where(e => e.Message!.Lot != DrawLots.Draw));
    }

    [Fact]
    public void Who_dropped_out_is_not_opened_and_whoever_takes_the_seat_is()
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var gone = platform.Seated(0)[0];
        var shown = platform.Shown(0, null, platform.Drop(PositionOutcome.Declined, gone));
        var next = platform.Seated(0, gone).Except(platform.Seated(0)).Single();
        Assert.Equal(TrusteeReason.NotSeated, stage.First.Refusal(stage.ContactWant(gone, shown)));
        Assert.Equal(TrusteeReason.NotSeated, stage.First.Refusal(stage.ContactWant(next)));
        Assert.Null(stage.First.Refusal(stage.ContactWant(next, shown)));

        var avoids = platform.Shown(
            0,
            null,
            platform.Drop(PositionOutcome.Silent, gone),
            platform.Drop(PositionOutcome.Avoids, next)
        );
        var third = platform.Seated(0, gone, next).Except(platform.Seated(0, gone)).Single();
        Assert.Null(stage.First.Refusal(stage.ContactWant(third, avoids)));
    }

    [Fact]
    public void Conflicts_of_the_custodian_drop_all_that_they_hit()
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var seated = platform.Seated(0);
        int[] hit = [seated[0], seated[1]];
        var drop = Conflicts(platform, hit);
        var now = platform.Seated(0, hit);
        var next = now.Except(seated).First();
        Assert.Equal(
            TrusteeReason.NotSeated,
            stage.First.Refusal(stage.ContactWant(hit[1], platform.Shown(0, null, drop)))
        );
        // A position that dropped out before drops out once.
        var twice = platform.Shown(0, null, drop, platform.Drop(PositionOutcome.Declined, hit[0]));
        Assert.Null(stage.First.Refusal(stage.ContactWant(next, twice)));
        Assert.Equal(
            TrusteeReason.BadStatement,
            stage.First.Refusal(
                stage.ContactWant(seated[2], platform.Shown(0, null, Conflicts(platform, hit, platform.Gate)))
            )
        );
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("another office")]
    [InlineData("another kind")]
    [InlineData("no drop")]
    [InlineData("another draw")]
    [InlineData("beyond the rows")]
    [InlineData("bytes")]
    public void A_drop_that_does_not_hold_spoils_the_want(string mutation)
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var seated = platform.Seated(0);
        var honest = platform.Drop(PositionOutcome.Declined, seated[0]);
        var wrong = mutation switch
        {
            "signature" => honest with { Signature = new byte[64] },
            "another office" => platform.Drop(PositionOutcome.Declined, seated[0], by: platform.Gate),
            "another kind" => honest with { Kind = DropKind.Gate },
            "no drop" => platform.Drop(PositionOutcome.Confirmed, seated[0]),
            "another draw" => platform.Drop(PositionOutcome.Declined, seated[0], k: 1),
            "beyond the rows" => platform.Drop(PositionOutcome.Declined, 5_000),
            _ => honest with { Statement = honest.Statement[..^1] },
        };
        var want = stage.ContactWant(seated[1], platform.Shown(0, null, wrong));
        Assert.Equal(TrusteeReason.BadStatement, stage.First.Refusal(want));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another position")]
    [InlineData("another office")]
    [InlineData("another outcome")]
    [InlineData("another draw")]
    public void A_name_needs_the_gates_word_that_somebody_stands_there(string mutation)
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var (position, other) = (platform.Seated(0)[0], platform.Seated(0)[1]);
        var arrived = platform.Drop(PositionOutcome.Arrived, position);
        (byte[], byte[])? presented = mutation switch
        {
            "none" => null,
            "another position" => platform.Presented(other),
            "another office" => platform.Presented(position, by: platform.Gateway),
            "another outcome" => (arrived.Statement, arrived.Signature),
            _ => platform.Presented(position, k: 1),
        };
        var shown = platform.Shown() with { Presented = presented };
        Assert.Equal(TrusteeReason.NotPresented, stage.First.Refusal(stage.NameWant(position, shown)));
        Assert.Null(stage.First.Refusal(stage.NameWant(position)));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("one byte")]
    [InlineData("cut")]
    [InlineData("swapped")]
    [InlineData("another head")]
    [InlineData("another commitment")]
    public void Rows_that_do_not_give_the_root_show_nothing(string mutation)
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var want = stage.ContactWant(platform.Seated(0)[0]);
        var root = Convert.ToHexStringLower(platform.Commitment.Root);
        Assert.Equal(
            new TrusteeNeed.Rows(platform.Request.Draw, root),
            TrusteeDecider.Needs(stage.First.Self, stage.First.State, want)
        );
        var honest = platform.Rows(root);
        var (first, size) = (CommitmentHead.Bytes, CommittedPosition.Bytes);
        byte[] rows = mutation switch
        {
            "nothing" => [],
            "one byte" => [.. honest[..^1], (byte)(honest[^1] ^ 1)],
            "cut" => honest[..^size],
            "swapped" =>
            [
                .. honest[..first],
                .. honest[(first + size)..(first + 2 * size)],
                .. honest[first..(first + size)],
                .. honest[(first + 2 * size)..],
            ],
            "another head" => [.. (platform.Commitment.Head with { Eligible = 59 }).ToBytes(), .. honest[first..]],
            _ => platform.Rows(Convert.ToHexStringLower(platform.NewCommitment(60).Root)),
        };
        Assert.Equal(
            TrusteeReason.BadRows,
            ModelTrustee.RefusalOf(stage.First.Do(new TrusteeInput(want) { Rows = rows }))
        );
        Assert.Null(ModelTrustee.RefusalOf(stage.First.Do(new TrusteeInput(want) { Rows = honest })));
    }

    [Fact]
    public void Answers_that_do_not_give_the_value_of_the_newest_draw_show_no_seat()
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var (position, shown) = (platform.Seated(0)[0], platform.Shown());
        SeatShown[] wrong =
        [
            shown with
            {
                Answers = [shown.Answers[0]],
            },
            shown with
            {
                Answers = [shown.Answers[0], shown.Answers[0]],
            },
            shown with
            {
                Answers =
                [
                    [1],
                    [2],
                ],
            },
            shown with
            {
                K = 1,
            },
        ];
        foreach (var w in wrong)
            Assert.Equal(TrusteeReason.NotDrawn, stage.First.Refusal(stage.ContactWant(position, w)));

        // Who answered the second draw knows that the first is over; who did not, cannot.
        stage.Drawn(1, stage.First, stage.Trustees[1]);
        Assert.Equal(TrusteeReason.NotDrawn, stage.First.Refusal(stage.ContactWant(position, shown)));
        Assert.Null(stage.Trustees[2].Refusal(stage.ContactWant(position, shown)));
        var again = platform.Seated(1)[0];
        Assert.Null(stage.First.Refusal(stage.ContactWant(again, platform.Shown(1))));
    }

    [Fact]
    public void Who_answered_one_root_opens_no_seat_of_another_though_others_answered_that()
    {
        var stage = new DrawStage().Committed().AtHour();
        var (platform, first) = (stage.Platform, stage.First);
        platform.Receive(1, first.Do(stage.BeaconWant()).Messages.Single());
        stage.Trustees[1].Serve(); // tells its time, and was asked for no beacon
        first.Serve();
        Assert.Equal(TrusteeMessageKind.Point, first.Do(stage.BeaconWant()).Messages.Single().Kind);

        var second = platform.NewCommitment(60);
        var height = platform.Tell(platform.Committed(second.Head, second.Root));
        stage.Settle();
        var beacon = DrawSubject.Beacon(second.Root, 0);
        platform.Questions.Add((DrawLots.Draw, beacon.ToBytes(), height, []));
        stage.Settle(stage.Trustees[1], stage.Trustees[2]);
        var shown = platform.Shown() with
        {
            Answers = [.. new[] { 2, 3 }.Select(i => platform.Answer(DrawLots.Draw, beacon.ToBytes(), i)!)],
        };
        var want = platform.Want(DrawLots.Contact, DrawSubject.Contact(0), height, shown.ToAttachments());
        Assert.Equal(TrusteeReason.NotDrawn, first.Refusal(want));
        Assert.NotEqual(TrusteeReason.NotDrawn, stage.Trustees[1].Refusal(want));
    }

    [Fact]
    public void Another_request_another_lock_and_another_root_than_the_known_one_are_no_commitment()
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var position = platform.Seated(0)[0];
        var shown = platform.Shown();
        var other = DrawRequestCodec.ToBytes(platform.Request with { Place = "elsewhere" });
        Assert.Equal(
            TrusteeReason.NotCommitted,
            stage.First.Refusal(stage.ContactWant(position, shown with { Request = other }))
        );
        var (head, root) = (platform.Commitment.Head, platform.Commitment.Root);
        PoolCommitted[] wrong =
        [
            platform.Committed(head with { ContactLock = head.NamesLock }, root),
            platform.Committed(head with { DrawLock = head.NamesLock }, root),
            platform.Committed(head, root, platform.Gate),
        ];
        var heights = wrong.Select(platform.Tell).ToArray();
        var otherHead = platform.Tell(platform.Committed(head with { Eligible = head.Eligible + 1 }, root));
        var second = platform.NewCommitment(60);
        var secondHeight = platform.Tell(platform.Committed(second.Head, second.Root));
        stage.Settle();
        foreach (var height in heights)
            Assert.Equal(TrusteeReason.NotCommitted, stage.First.Refusal(Want(height)));
        Assert.Equal(TrusteeReason.BadRows, stage.First.Refusal(Want(otherHead)));
        Assert.Equal(TrusteeReason.NotDrawn, stage.First.Refusal(Want(secondHeight)));
        Assert.Null(stage.First.Refusal(Want(stage.Height)));

        PointWant Want(int height) =>
            platform.Want(DrawLots.Contact, DrawSubject.Contact(position), height, shown.ToAttachments());
    }

    [Fact]
    public void A_want_of_another_kind_or_with_other_attachments_is_malformed()
    {
        var stage = new DrawStage().Committed().Drawn();
        var position = stage.Platform.Seated(0)[0];
        var want = stage.ContactWant(position);
        var attachments = want.Attachments;
        PointWant[] wrong =
        [
            want with
            {
                Subject = DrawSubject.Name(position).ToBytes(),
            },
            want with
            {
                Subject = stage.Beacon().ToBytes(),
            },
            want with
            {
                Attachments = [],
            },
            want with
            {
                Attachments = [.. attachments, [], []],
            },
            want with
            {
                Attachments = [attachments[0], [.. attachments[1], 0], attachments[2]],
            },
            want with
            {
                Attachments = [attachments[0], attachments[1], [0, 0, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0, 0]],
            },
        ];
        foreach (var w in wrong)
            Assert.Equal(TrusteeReason.Malformed, stage.First.Refusal(w));
    }

    [Fact]
    public void An_office_that_left_the_trust_file_gets_no_answer()
    {
        var stage = new DrawStage().Committed().Drawn();
        var trust = stage.Platform.Trust;
        stage.First.Self = stage.First.Self with
        {
            Trust = new TrustFile(trust.Platforms, trust.Trustees, [], trust.Offices.Where(o => o.Name != "phone")),
        };
        var position = stage.Platform.Seated(0)[0];
        Assert.Equal(TrusteeReason.NotTrusted, stage.First.Refusal(stage.ContactWant(position)));
        Assert.Null(stage.First.Refusal(stage.NameWant(position)));
    }

    [Fact]
    public void Subjects_and_attachments_have_one_spelling()
    {
        DrawSubject[] subjects =
        [
            DrawSubject.Reduction(Rehearsal.Fresh(32)),
            DrawSubject.Beacon(Rehearsal.Fresh(32), 7),
            DrawSubject.Name(3),
            DrawSubject.Contact(4),
        ];
        Assert.Equal([33, 37, 5, 5], subjects.Select(s => s.ToBytes().Length));
        foreach (var bytes in subjects.Select(s => s.ToBytes()))
        {
            Assert.True(DrawSubject.TryParse(bytes, out var read));
            Assert.Equal(bytes, read.ToBytes());
            Assert.False(DrawSubject.TryParse(bytes[..^1], out _));
            Assert.False(DrawSubject.TryParse([.. bytes, 0], out _));
        }
        Assert.False(DrawSubject.TryParse([5, 0, 0, 0, 1], out _));
        Assert.False(DrawSubject.TryParse([3, 0x80, 0, 0, 0], out _));

        var shown = new SeatShown(
            [1, 2],
            3,
            [
                [4],
                [5, 6],
            ],
            [new SignedDrop(DropKind.Gate, [7], [8])],
            ([9], [10, 11])
        );
        var attachments = shown.ToAttachments();
        Assert.True(SeatShown.TryParse(attachments, out var again));
        Assert.Equal(attachments, again.ToAttachments());
        Assert.Equal(3, (shown with { Presented = null }).ToAttachments().Count);
    }

    private static TrusteeMessage[] Answers(DrawStage stage, PointWant want) =>
        [.. stage.Trustees[..2].Select(t => t.Do(want).Messages.Single())];

    private static Point Shared(
        DrawStage stage,
        TrusteeMessage[] answers,
        Scalar secret,
        LockCertificate certificate,
        RecordKind kind,
        CommittedPosition row
    )
    {
        var opening = OpenRecord.Opening(
            certificate,
            stage.Platform.Request.Hash(),
            stage.Platform.Commitment.Root,
            kind,
            row
        );
        return opening.Combine(answers.Select(a => stage.Open(a, secret)!)).Shared![0];
    }

    private static SignedDrop Conflicts(DrawPlatform platform, int[] hit, SigningKey? by = null)
    {
        var bits = new byte[(platform.Commitment.Positions.Count + 7) / 8];
        foreach (var p in hit)
            bits[p / 8] |= (byte)(1 << p % 8);
        var statement = new ConflictStatement(
            platform.Request.Draw,
            platform.Commitment.Root,
            ConflictStatement.HashOf(DrawPlatform.Suite, []),
            new byte[ConflictStatement.SaltBytes],
            bits
        ).ToBytes();
        return new SignedDrop(
            DropKind.Conflicts,
            statement,
            (by ?? platform.Custodian).Sign(Tags.DrawConflicts, statement)
        );
    }
}
