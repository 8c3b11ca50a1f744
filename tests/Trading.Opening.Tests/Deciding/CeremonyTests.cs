namespace Trading.Opening.Tests;

public class CeremonyTests
{
    private static readonly World World = World.One;
    private static readonly MadeLock Lock = World.LockOf("a");

    [Fact]
    public void A_lock_is_certified_after_all_messages_of_all_trustees() =>
        Assert.Equal(
            Lock.Certificate.LockId,
            Story
                .Given([World.Prepare, .. World.ToIntake("a")])
                .Then(typeof(LockCertified))
                .Lot<Lot.Intake>()
                .Lock.LockId
        );

    [Fact]
    public void The_same_message_again_is_not_logged_again() =>
        Story.Given(World.Prepare, Message(0, 1)).When(Message(0, 1)).ThenNothing();

    [Fact]
    public void Other_bytes_of_the_same_trustee_conflict() =>
        Story
            .Given(World.Prepare, Message(0, 1))
            .When(Message(0, 1) with { Hash = new byte[32] })
            .ThenRefused(Reason.Conflict, "spec:ceremony");

    [Fact]
    public void Message_1_waits_for_all_commitments() =>
        Story
            .Given(World.Prepare, Message(0, 1), Message(0, 2))
            .When(Message(1, 1))
            .ThenRefused(Reason.TooEarly, "spec:ceremony");

    [Fact]
    public void A_signature_waits_for_all_messages_1() =>
        Story
            .Given(World.Prepare, Message(0, 1), Message(0, 2), Message(0, 3), Message(1, 1), Message(1, 2))
            .When(Message(3, 1))
            .ThenRefused(Reason.TooEarly, "spec:ceremony");

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(4)]
    public void There_are_no_other_rounds(int round) =>
        Story
            .Given(World.Prepare)
            .When(Message(0, 1) with { Round = round })
            .ThenRefused(Reason.Malformed, "spec:ceremony");

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_trustee_that_the_policy_does_not_name_is_refused(int trustee) =>
        Story
            .Given(World.Prepare)
            .When(Message(0, 1) with { Trustee = trustee })
            .ThenRefused(Reason.NotFound, "spec:policy");

    [Fact]
    public void A_lock_is_not_certified_while_a_signature_is_missing() =>
        Story
            .Given([World.Prepare, .. Lock.Commands("a", World.Start).SkipLast(1)])
            .When(Certify(Lock.Bytes))
            .ThenRefused(Reason.TooEarly, "spec:ceremony");

    [Fact]
    public void A_certificate_for_another_policy_is_refused() =>
        AfterMessages().When(Certify(World.Goods.LockOf("a").Bytes)).ThenRefused(Reason.BadProof, "spec:ceremony");

    [Fact]
    public void Bytes_that_are_no_certificate_are_refused() =>
        AfterMessages().When(Certify([1, 2, 3])).ThenRefused(Reason.BadProof, "spec:ceremony");

    [Fact]
    public void A_certificate_with_a_wrong_signature_is_refused()
    {
        var bytes = (byte[])Lock.Bytes.Clone();
        bytes[^1] ^= 1;
        AfterMessages().When(Certify(bytes)).ThenRefused(Reason.BadProof, "spec:ceremony");
    }

    [Fact]
    public void A_certificate_of_other_messages_than_the_logged_ones_is_refused()
    {
        var logged = Lock.Commands("a", World.Start)
            .Select(c => c is { Round: 3, Trustee: 2 } ? c with { Hash = new byte[32] } : c);
        Story.Given([World.Prepare, .. logged]).When(Certify(Lock.Bytes)).ThenRefused(Reason.BadProof, "spec:ceremony");
    }

    [Fact]
    public void The_same_certificate_again_changes_nothing_and_another_conflicts()
    {
        var story = Story.Given([World.Prepare, .. World.ToIntake("a")]);
        story.When(Certify(Lock.Bytes)).ThenNothing();
        story.When(Certify([1])).ThenRefused(Reason.Conflict, "spec:ceremony");
    }

    [Fact]
    public void A_lock_after_the_deadline_is_too_late() =>
        AfterMessages()
            .When(Certify(Lock.Bytes) with { Now = World.Close })
            .ThenRefused(Reason.TooLate, "bidding-law:34");

    [Fact]
    public void A_failed_ceremony_ends_the_lot_and_names_the_trustee()
    {
        var story = Story
            .Given(World.Prepare)
            .When(World.Complain("a"))
            .Then(typeof(CeremonyFailed), typeof(LotFailed));
        Assert.Equal(LotFailure.NoLock, story.Lot<Lot.Failed>().Cause);
        story.When(World.Complain("a")).ThenNothing();
    }

    [Fact]
    public void Nobody_is_accused_without_a_signed_complaint()
    {
        var story = Story.Given(World.Prepare);
        var complaint = World.Complain("a");
        foreach (
            var unproved in new[]
            {
                new FailCeremony(World.Start, "a", 2, "wrong share"),
                complaint with
                {
                    Signature = null,
                },
                complaint with
                {
                    By = 0,
                },
                complaint with
                {
                    By = 3,
                },
                complaint with
                {
                    By = 4,
                },
                complaint with
                {
                    Trustee = 3,
                },
                complaint with
                {
                    Cause = "another",
                },
                new FailCeremony(World.Start, "a", 0, "no lock", 0, complaint.Signature),
            }
        )
            story.When(unproved).ThenRefused(Reason.BadProof, "spec:ceremony");
        story
            .When(new FailCeremony(World.Start, "a", 0, "the platform could not put it together"))
            .Then(typeof(CeremonyFailed), typeof(LotFailed));
    }

    [Fact]
    public void One_lots_failed_ceremony_leaves_the_other_lot_alone() =>
        Assert.NotNull(
            Story
                .Given([
                    World.Two.Prepare,
                    new FailCeremony(World.Start, "b", 0, "one trustee is missing"),
                    .. World.Two.ToIntake("a"),
                ])
                .Lot<Lot.Intake>()
        );

    private static Story AfterMessages() => Story.Given([World.Prepare, .. Lock.Commands("a", World.Start)]);

    private static CertifyLock Certify(byte[] bytes) => new(World.Start, "a", bytes);

    private static LogCeremonyMessage Message(int round, int trustee) =>
        Lock.Commands("a", World.Start).Single(c => c.Round == round && c.Trustee == trustee);
}
