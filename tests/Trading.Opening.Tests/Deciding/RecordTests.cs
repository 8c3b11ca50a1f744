namespace Trading.Opening.Tests;

public class RecordTests
{
    private static readonly World World = World.One;

    [Fact]
    public void The_hosts_signature_seals_the_record_after_the_conclusion()
    {
        var story = Concluded().When(World.SealRecord()).Then(typeof(RecordSealed));
        var sealedRecord = Assert.IsType<Session.Sealed>(story.State).Record;
        Assert.Equal(World.SealRecord().Hash, sealedRecord.Hash);
        Assert.Equal(World.Host.Certificate, sealedRecord.Certificate);
        Assert.Equal(World.Id, story.State.Published()!.Id);
    }

    [Fact]
    public void A_record_is_not_sealed_before_the_conclusion() =>
        Story
            .Given([World.Prepare, .. World.ToOpened("a")])
            .When(World.SealRecord())
            .ThenRefused(Reason.TooEarly, "e-bidding:32");

    [Fact]
    public void A_session_that_nobody_published_has_no_record() =>
        Story.Given().When(World.SealRecord()).ThenRefused(Reason.NotFound, "spec:procedure");

    [Fact]
    public void Nobody_but_the_host_seals_the_record()
    {
        foreach (var person in new[] { World.Agent, World.Supervisor, World.Bidders[0].Person })
            Concluded().When(World.SealRecord(person)).ThenRefused(Reason.NotAllowed, "e-bidding:32");
    }

    [Fact]
    public void A_signature_over_other_attributes_does_not_seal() =>
        Concluded().When(World.SealRecord(attributes: [0x31, 0])).ThenRefused(Reason.BadSignature, "e-bidding:32");

    [Fact]
    public void A_bare_key_is_not_enough_for_a_reader_of_documents() =>
        Concluded()
            .When(World.SealRecord() with { Certificate = World.Host.Key })
            .ThenRefused(Reason.BadSignature, "e-bidding:32");

    [Fact]
    public void Missing_values_are_refused()
    {
        Concluded().When(World.SealRecord() with { Attributes = null! }).ThenRefused(Reason.Malformed, "e-bidding:32");
        Concluded().When(World.SealRecord() with { Hash = null! }).ThenRefused(Reason.Malformed, "e-bidding:32");
        Concluded()
            .When(World.SealRecord() with { Certificate = null! })
            .ThenRefused(Reason.BadSignature, "e-bidding:32");
        Concluded()
            .When(World.SealRecord() with { Signature = null! })
            .ThenRefused(Reason.BadSignature, "e-bidding:32");
    }

    [Fact]
    public void The_same_signature_again_changes_nothing_and_another_one_conflicts()
    {
        var story = Concluded().And(World.SealRecord());
        story.When(World.SealRecord()).ThenNothing();
        var other = World.Host.Sign(World.SealRecord().Attributes);
        story.When(World.SealRecord() with { Signature = other }).ThenRefused(Reason.Conflict, "e-bidding:32");
        story
            .When(World.SealRecord() with { Certificate = World.Agent.Certificate })
            .ThenRefused(Reason.Conflict, "e-bidding:32");
    }

    [Fact]
    public void Nothing_follows_the_sealed_record()
    {
        var story = Concluded().And(World.SealRecord());
        story.When(World.Attend(World.Bidders[0])).ThenRefused(Reason.WrongPhase, "spec:procedure");
        Assert.Throws<CorruptEventException>(() => Decider.Evolve(story.State, story.Events[^1]));
        Assert.Throws<CorruptEventException>(() =>
            Decider.Evolve(Story.Given([World.Prepare, .. World.ToOpened("a")]).State, story.Events[^1])
        );
    }

    private static Story Concluded() => Story.Given([World.Prepare, .. World.ToOpened("a"), World.Conclude()]);
}
