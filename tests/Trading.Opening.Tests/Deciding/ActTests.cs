namespace Trading.Opening.Tests;

public class ActTests
{
    private static readonly World World = World.One;
    private static readonly Bidder Bidder = World.Bidders[0];

    [Fact]
    public void A_bidder_attends_and_confirms_once()
    {
        var story = Opened().When(World.Attend(Bidder)).Then(typeof(BidderAttended));
        story.When(World.Attend(Bidder, nonce: 1)).ThenNothing();
        story.When(World.Confirm(Bidder)).Then(typeof(RecordConfirmed));
        story.When(World.Confirm(Bidder, nonce: 1)).ThenNothing();
        Assert.True(story.Lot<Lot.Opened>().Bids[0] is { Attended: true, Confirmed: true });
    }

    [Fact]
    public void Nobody_acts_as_a_bidder_before_the_opening()
    {
        foreach (var act in new[] { World.Attend(Bidder), World.Object(Bidder), World.Confirm(Bidder) })
            Story
                .Given([World.Prepare, .. World.ToPartials("a")])
                .When(act)
                .ThenRefused(Reason.TooEarly, "bidding-law:22");
    }

    [Fact]
    public void Another_bidders_certificate_does_not_act_for_a_bid() =>
        Opened()
            .When(World.By(World.Bidders[1], Act.Attend(World.Id, "a", Bidder.Submission, World.Nonce(0))))
            .ThenRefused(Reason.BadSignature, "spec:acts");

    [Fact]
    public void A_bids_own_certificate_or_its_submission_key_acts_for_it_and_no_other_form_of_its_keys()
    {
        var statement = Act.Attend(World.Id, "a", Bidder.Submission, World.Nonce(0));
        Opened().When(new Perform(World.Close, Bidder.BySubmissionKey(statement))).Then(typeof(BidderAttended));
        var act = Bidder.ByCertificate(statement);
        var other = Bidder.Person.IssuedBy(new Authority("anybody"), "somebody else");
        foreach (var form in new[] { Bidder.Person.Key, other })
            Opened()
                .When(new Perform(World.Close, act with { Certificate = form }))
                .ThenRefused(Reason.BadSignature, "spec:acts");
    }

    [Fact]
    public void Officials_sign_with_a_certificate_that_an_authority_issued()
    {
        var act = World.Conclude();
        var own = World.Host.IssuedBy(new Authority("anybody"), "host");
        Opened()
            .When(act with { Act = act.Act with { Certificate = World.Host.Key } })
            .ThenRefused(Reason.BadSignature, "spec:acts");
        Opened()
            .When(new Perform(act.Now, act.Act with { Certificate = own }, World.Authorities))
            .ThenRefused(Reason.BadSignature, "spec:acts");
        Opened().When(act with { Authorities = World.Authorities }).Then(typeof(SessionConcluded));
    }

    [Fact]
    public void Nobody_confirms_before_it_attends() =>
        Opened().When(World.Confirm(Bidder)).ThenRefused(Reason.TooEarly, "spec:acts");

    [Fact]
    public void The_submission_key_acts_for_a_bid_that_could_not_be_opened()
    {
        var story = Story.Given([
            World.Prepare,
            .. World.ToPartials("a"),
            World.OpenAll("a", [Bidder.Unreadable(), .. World.Results("a")[1..]]),
        ]);
        story
            .When(
                new Perform(
                    World.Close,
                    Bidder.BySubmissionKey(
                        Act.Object(World.Id, "a", Bidder.Submission, "我的标书是好的", World.Nonce(0))
                    )
                )
            )
            .Then(typeof(ObjectionRaised));
        story.And(
            new Perform(
                World.Close,
                Bidder.BySubmissionKey(Act.Attend(World.Id, "a", Bidder.Submission, World.Nonce(0)))
            )
        );
        story
            .When(
                new Perform(
                    World.Close,
                    Bidder.BySubmissionKey(Act.Confirm(World.Id, "a", Bidder.Submission, World.Nonce(0)))
                )
            )
            .Then(typeof(RecordConfirmed));
    }

    [Fact]
    public void The_submission_key_acts_for_a_bid_that_does_not_parse()
    {
        var story = Story.Given([
            World.Prepare,
            .. World.ToPartials("a"),
            World.OpenAll("a", [Bidder.Opened([1, 2, 3]), .. World.Results("a")[1..]]),
        ]);
        story
            .When(
                new Perform(
                    World.Close,
                    Bidder.BySubmissionKey(Act.Attend(World.Id, "a", Bidder.Submission, World.Nonce(0)))
                )
            )
            .Then(typeof(BidderAttended));
    }

    [Fact]
    public void A_changed_statement_is_refused()
    {
        var act = World.Attend(Bidder).Act;
        Opened()
            .When(
                new Perform(
                    World.Close,
                    act with
                    {
                        Statement = Act.Confirm(World.Id, "a", Bidder.Submission, World.Nonce(0)),
                    }
                )
            )
            .ThenRefused(Reason.BadSignature, "spec:acts");
    }

    [Fact]
    public void An_act_with_missing_values_is_refused()
    {
        var act = World.Attend(Bidder).Act;
        Opened()
            .When(new Perform(World.Close, act with { Statement = null! }))
            .ThenRefused(Reason.Malformed, "spec:acts");
        Opened()
            .When(new Perform(World.Close, act with { Certificate = null! }))
            .ThenRefused(Reason.BadSignature, "spec:acts");
        Opened()
            .When(new Perform(World.Close, act with { Signature = null! }))
            .ThenRefused(Reason.BadSignature, "spec:acts");
    }

    [Fact]
    public void An_act_for_another_session_is_refused() =>
        Opened()
            .When(World.By(Bidder, Act.Attend(new('6', 32), "a", Bidder.Submission, World.Nonce(0))))
            .ThenRefused(Reason.WrongLock, "spec:acts");

    [Fact]
    public void An_act_for_another_lot_is_refused() =>
        Opened()
            .When(World.By(Bidder, Act.Attend(World.Id, "z", Bidder.Submission, World.Nonce(0))))
            .ThenRefused(Reason.NotFound, "spec:procedure");

    [Fact]
    public void Bytes_that_are_no_act_are_refused() =>
        Opened().When(World.By(Bidder, [1, 2, 3])).ThenRefused(Reason.Malformed, "spec:acts");

    [Fact]
    public void A_submission_that_is_not_there_cannot_act() =>
        Opened()
            .When(World.By(Bidder, Act.Attend(World.Id, "a", new('9', 32), World.Nonce(0))))
            .ThenRefused(Reason.NotFound, "spec:acts");

    [Fact]
    public void The_same_objection_twice_is_one_and_two_nonces_are_two()
    {
        var story = Opened().When(World.Object(Bidder)).Then(typeof(ObjectionRaised));
        story.When(World.Object(Bidder)).ThenNothing();
        story.When(World.Object(Bidder, nonce: 1)).Then(typeof(ObjectionRaised));
    }

    [Fact]
    public void The_host_or_the_agent_answers_and_nobody_else()
    {
        var raised = World.Object(Bidder);
        var story = Opened().And(raised);
        story.When(World.Answer(raised, World.Supervisor)).ThenRefused(Reason.NotAllowed, "bidding-reg:44");
        story.When(World.Answer(raised, Bidder.Person)).ThenRefused(Reason.NotAllowed, "bidding-reg:44");
        story.When(World.Answer(raised, World.Agent)).Then(typeof(ObjectionAnswered));
        story.When(World.Answer(raised, World.Host, nonce: 1)).ThenNothing();
        story.When(World.Answer(raised, text: "别的答复")).ThenRefused(Reason.Conflict, "bidding-reg:44");
    }

    [Fact]
    public void An_answer_needs_an_objection() =>
        Opened().When(World.Answer(World.Object(Bidder))).ThenRefused(Reason.NotFound, "bidding-reg:44");

    [Fact]
    public void The_session_does_not_conclude_while_an_objection_is_open()
    {
        var raised = World.Object(Bidder);
        var story = Opened().And(raised);
        story.When(World.Conclude()).ThenRefused(Reason.OpenObjection, "bidding-reg:44");
        story.And(World.Answer(raised)).When(World.Conclude()).Then(typeof(SessionConcluded));
    }

    [Fact]
    public void Only_the_host_concludes()
    {
        Opened().When(World.Conclude(World.Agent)).ThenRefused(Reason.NotAllowed, "bidding-law:35");
        Opened().When(World.Conclude(Bidder.Person)).ThenRefused(Reason.NotAllowed, "bidding-law:35");
    }

    [Fact]
    public void The_session_does_not_conclude_before_every_lot_is_opened_or_failed()
    {
        var two = World.Two;
        var story = Story
            .Given([two.Prepare, .. two.ToOpened("a")])
            .When(two.Conclude())
            .ThenRefused(Reason.TooEarly, "spec:procedure");
        story
            .And(new FailCeremony(World.Close, "b", 0, "the deadline came"))
            .When(two.Conclude())
            .Then(typeof(SessionConcluded));
    }

    [Fact]
    public void After_the_conclusion_nothing_changes_any_more()
    {
        var story = Opened().And(World.Attend(Bidder)).And(World.Conclude());
        story.When(World.Conclude(nonce: 1)).ThenNothing();
        story.When(World.Attend(Bidder, nonce: 1)).ThenNothing();
        story.When(World.Prepare).ThenNothing();
        foreach (
            var late in new SessionCommand[]
            {
                World.Confirm(Bidder),
                World.Object(Bidder),
                World.Partial("a", 2),
                World.Cosign("a", 3),
            }
        )
            story.When(late).ThenRefused(Reason.WrongPhase, "spec:procedure");
    }

    [Fact]
    public void A_bid_raises_at_most_64_objections()
    {
        var story = Opened();
        for (var i = 0; i < 64; i++)
            story.And(World.Object(Bidder, nonce: i));
        story.When(World.Object(Bidder, nonce: 64)).ThenRefused(Reason.LimitReached, "spec:acts");
        story.When(World.Object(World.Bidders[1])).Then(typeof(ObjectionRaised));
    }

    [Fact]
    public void Bidders_of_a_lot_that_failed_after_its_opening_may_still_object()
    {
        var goods = World.Goods;
        var opened = goods.OpenAll("a", [goods.Bidders[0].Unreadable(), .. goods.Results("a")[1..]]);
        Story
            .Given([goods.Prepare, .. goods.ToPartials("a"), opened])
            .When(goods.Object(goods.Bidders[1]))
            .Then(typeof(ObjectionRaised));
    }

    [Fact]
    public void A_lot_that_failed_sealed_has_no_bidders() =>
        Story
            .Given([
                World.Prepare,
                .. World.ToFrozen("a", 2),
                World.Cosign("a", 1),
                World.Cosign("a", 2),
                new FailLot(World.Close, "a"),
            ])
            .When(World.Attend(Bidder))
            .ThenRefused(Reason.WrongPhase, "bidding-reg:44");

    private static Story Opened() => Story.Given([World.Prepare, .. World.ToOpened("a")]);
}
