using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Opening.Tests.Archives;

/// <summary>Each check finds what only it can find: the platform and all trustees re-sign whatever was bent.</summary>
public class ForgedEventsTests
{
    private static readonly ArchiveStory Plain = new(new Plot());
    private static readonly ArchiveStory Eventful = new(
        new Plot
        {
            Broken = true,
            Changes = true,
            Revoked = true,
            Late = true,
        }
    );
    private static readonly ArchiveStory Ordered = new(new Plot { Ordered = true });
    private static readonly ArchiveStory Still = new(new Plot { StoodStill = 3 });
    private static readonly ArchiveStory Scored = new(new Plot(2) { Scoring = "{}" });
    private static readonly ArchiveStory Timed = new(
        new Plot { Pack = RulePacks.Newest("construction-national")!, Period = 60 }
    );
    private static readonly byte[] Zeros = new byte[32];

    private static readonly Dictionary<
        string,
        (string Check, ArchiveStory Story, Func<List<SessionEvent>, IEnumerable<SessionEvent>> Bend)
    > Bent = new()
    {
        ["another ceiling than the policy pinned"] = (
            "V07",
            Plain,
            Forgery.Change<SessionPrepared>(e =>
                e with
                {
                    Terms = e.Terms with { Lots = [e.Terms.Lots[0] with { Ceiling = 1 }] },
                }
            )
        ),
        ["a rehearsal that is not called one"] = (
            "V07",
            Plain,
            Forgery.Change<SessionPrepared>(e => e with { Terms = e.Terms with { Drill = false } })
        ),
        ["other scoring terms than the policy pinned"] = (
            "V07",
            Scored,
            Forgery.Change<SessionPrepared>(e => e with { Terms = e.Terms with { Scoring = ["{ }"] } })
        ),
        ["scoring terms taken away"] = (
            "V07",
            Scored,
            Forgery.Change<SessionPrepared>(e =>
                e with
                {
                    Terms = e.Terms with { Lots = [e.Terms.Lots[0] with { Scoring = 0 }], Scoring = null },
                }
            )
        ),
        ["no publication"] = ("V07", Plain, Forgery.Drop<SessionPrepared>()),
        ["released before any freeze"] = ("V08", Plain, Forgery.Drop<LotFrozen>()),
        ["opened without a release"] = ("V08", Plain, Forgery.Drop<ReleaseBegan>()),
        ["something after the conclusion"] = (
            "V08",
            Plain,
            events => [.. events, events.OfType<BidderAttended>().First()]
        ),
        ["something between the conclusion and the record"] = (
            "V08",
            Plain,
            events => [.. events[..^1], events.OfType<BidderAttended>().First(), events[^1]]
        ),
        ["a record before the conclusion"] = ("V08", Plain, events => [.. events[..^2], events[^1], events[^2]]),
        ["two records"] = ("V08", Plain, events => [.. events, events[^1]]),
        ["something between the results"] = (
            "V08",
            Plain,
            events =>
            {
                events.Insert(
                    events.FindIndex(e => e is BidOpened) + 1,
                    new PartialAccepted(0, Rehearsal.Lot, 3, Zeros)
                );
                return events;
            }
        ),
        ["results without an outcome"] = ("V08", Plain, events => events.TakeWhile(e => e is not LotOpened)),
        ["another commitment logged than certified"] = (
            "V09",
            Plain,
            Forgery.Change<CeremonyMessageLogged>(e => e with { Hash = Zeros })
        ),
        ["a ceremony message missing"] = (
            "V09",
            Plain,
            Forgery.Drop<CeremonyMessageLogged>(e => e is { Round: 1, Trustee: 2 })
        ),
        ["another lock id"] = ("V10", Plain, Forgery.Change<LockCertified>(e => e with { LockId = Zeros })),
        ["a damaged certificate"] = (
            "V10",
            Plain,
            Forgery.Change<LockCertified>(e =>
                e with
                {
                    Certificate = [.. e.Certificate[..^1], (byte)(e.Certificate[^1] ^ 1)],
                }
            )
        ),
        ["another frozen root"] = ("V11", Plain, Forgery.Change<LotFrozen>(e => e with { Root = Zeros })),
        ["an intake opened at another time"] = (
            "V12",
            Plain,
            Forgery.Change<LockCertified>(e => e with { At = e.At + 45 * Rehearsal.Second })
        ),
        ["a freeze before its drain"] = (
            "V12",
            Plain,
            Forgery.Change<LotFrozen>(e => e with { At = e.At - Rehearsal.Second })
        ),
        ["a root that the platform did not sign"] = (
            "V13",
            Plain,
            Forgery.Change<LotFrozen>(e => e with { Root = Zeros })
        ),
        ["a late freeze that only the host ordered"] = (
            "V14",
            Ordered,
            Forgery.Drop<LateFreezeOrdered>(e => e.Role == Role.Supervisor)
        ),
        ["a late freeze that only the supervisor ordered"] = (
            "V14",
            Ordered,
            Forgery.Drop<LateFreezeOrdered>(e => e.Role == Role.Host)
        ),
        ["a late freeze ordered after it was cosigned"] = (
            "V14",
            Ordered,
            events =>
                [
                    .. events.Where(e => e is not LateFreezeOrdered).TakeWhile(e => e is not ReleaseBegan),
                    .. events.OfType<LateFreezeOrdered>(),
                    .. events.SkipWhile(e => e is not ReleaseBegan),
                ]
        ),
        ["an order that the host signed twice"] = (
            "V14",
            Ordered,
            events =>
                events.Select(e =>
                    e is LateFreezeOrdered o ? o with { Act = events.OfType<LateFreezeOrdered>().First().Act } : e
                )
        ),
        ["an order under another's role"] = (
            "V30",
            Ordered,
            Forgery.Change<LateFreezeOrdered>(e => e with { Role = Role.Supervisor })
        ),
        ["an order with a damaged signature"] = (
            "V30",
            Ordered,
            Forgery.Change<LateFreezeOrdered>(e => e with { Act = e.Act with { Signature = new byte[64] } })
        ),
        ["an order of another head"] = ("V30", Ordered, Forgery.Change<LotFrozen>(e => e with { Root = Zeros })),
        ["too few cosignatures before the release"] = ("V14", Plain, Forgery.Drop<FreezeCosigned>(e => e.Trustee == 1)),
        ["a trustee that cosigned the freeze twice"] = (
            "V14",
            Plain,
            events => events.SelectMany(e => e is FreezeCosigned { Trustee: 1 } ? new[] { e, e } : [e])
        ),
        ["a cosignature under another's number"] = (
            "V14",
            Plain,
            Forgery.Change<FreezeCosigned>(e => e with { Trustee = 3 })
        ),
        ["a timely cosignature that is called late"] = (
            "V14",
            Plain,
            Forgery.Change<FreezeCosigned>(e => e with { Late = true })
        ),
        ["a late cosignature that is not called so"] = (
            "V14",
            Eventful,
            events => events.Select(e => e is FreezeCosigned { Late: true } f ? f with { Late = false } : e)
        ),
        ["a freeze before the deadline"] = (
            "V15",
            Plain,
            Forgery.Change<LotFrozen>(e => e with { At = Plain.Platform.Policy.CloseAt - 1 })
        ),
        ["two freezes"] = ("V15", Plain, events => events.SelectMany(e => e is LotFrozen ? new[] { e, e } : [e])),
        ["fewer entries counted"] = ("V18", Plain, Forgery.Change<LotFrozen>(e => e with { Entries = 2 })),
        ["a live bid not counted"] = ("V18", Eventful, Forgery.Change<LotFrozen>(e => e with { Live = e.Live - 1 })),
        ["failed although there were enough bids"] = (
            "V19",
            Plain,
            events =>
                [
                    .. events.TakeWhile(e => e is not ReleaseBegan),
                    new LotFailed(0, Rehearsal.Lot, LotFailure.FewSubmitted, Plain.Terms.RulePack.MinimumSubmittedRule),
                ]
        ),
        ["a revocation of another's bid"] = (
            "V20",
            Eventful,
            Forgery.Change<BidRevoked>(e => e with { Submission = Eventful.Ids[0] })
        ),
        ["a revocation with another word"] = (
            "V20",
            Eventful,
            Forgery.Change<BidRevoked>(e => e with { Statement = [.. e.Statement[..^1], (byte)(e.Statement[^1] ^ 1)] })
        ),
        ["a live bid without a result"] = (
            "V21",
            Plain,
            Forgery.Drop<BidOpened>(e => e.Submission == Plain.Events.OfType<BidOpened>().First().Submission)
        ),
        ["results in another order"] = (
            "V21",
            Plain,
            events =>
            {
                var first = events.FindIndex(e => e is BidOpened);
                (events[first], events[first + 1]) = (events[first + 1], events[first]);
                return events;
            }
        ),
        ["a revoked bid that is opened all the same"] = ("V21", Eventful, Forgery.Drop<BidRevoked>()),
        ["a result under another key"] = (
            "V21",
            Plain,
            Forgery.Change<BidOpened>(e => e with { SubmissionKey = Plain.Platform.Platform.PublicPoint })
        ),
        ["another section key"] = ("V22", Plain, Forgery.Change<BidOpened>(e => e with { SectionKey = Zeros })),
        ["another commitment"] = ("V22", Plain, Forgery.Change<BidOpened>(e => e with { Commitments = [Zeros] })),
        ["another price than was sealed"] = (
            "V24",
            Plain,
            Forgery.Change<BidOpened>(e => e with { Content = ContentOf(e.Content, 1) })
        ),
        ["swapped contents"] = (
            "V24",
            Plain,
            events =>
            {
                var first = events.FindIndex(e => e is BidOpened);
                var (a, b) = ((BidOpened)events[first], (BidOpened)events[first + 1]);
                (events[first], events[first + 1]) = (a with { Content = b.Content }, b with { Content = a.Content });
                return events;
            }
        ),
        ["a good bid declared unreadable"] = (
            "V25",
            Eventful,
            events =>
                events.Select(e =>
                    e is BidOpened { } bid && bid.Submission == Eventful.Ids[1]
                        ? new BidUnreadable(
                            bid.At,
                            bid.Lot,
                            bid.Submission,
                            bid.SubmissionKey,
                            bid.EnvelopeHash,
                            nameof(OpeningFault.CommitmentMismatch),
                            Fault.Bidder,
                            null
                        )
                        : e
                )
        ),
        ["another cause"] = (
            "V25",
            Eventful,
            Forgery.Change<BidUnreadable>(e => e with { Cause = nameof(OpeningFault.TagMismatch) })
        ),
        ["a mark too many"] = ("V26", Plain, Forgery.Change<BidOpened>(e => e with { Marks = [Mark.OverCeiling] })),
        ["a mark too few"] = (
            "V26",
            Plain,
            Forgery.Change<BidOpened>(e => e with { Content = ContentOf(e.Content, 0) })
        ),
        ["other counts"] = ("V27", Plain, Forgery.Change<LotOpened>(e => e with { Opened = 4 })),
        ["failed although three opened"] = (
            "V27",
            Plain,
            Forgery.Change<LotOpened>(e => new LotFailed(
                e.At,
                e.Lot,
                LotFailure.FewOpened,
                Plain.Terms.RulePack.MinimumSubmittedRule
            ))
        ),
        ["opened by fewer trustees than t"] = ("V28", Plain, Forgery.Drop<PartialAccepted>(e => e.Trustee == 1)),
        ["other partial openings than were logged"] = (
            "V28",
            Plain,
            Forgery.Change<PartialAccepted>(e => e with { Hash = Zeros })
        ),
        ["a confirmation of another bid"] = (
            "V30",
            Plain,
            Forgery.Change<RecordConfirmed>(e => e with { Submission = Plain.Ids[^1] })
        ),
        ["an objection with another text"] = (
            "V30",
            Plain,
            Forgery.Change<ObjectionRaised>(e => e with { Text = "无异议" })
        ),
        ["an answer that a bidder signed"] = (
            "V30",
            Plain,
            Forgery.Change<ObjectionAnswered>(e => e with { Act = Plain.Events.OfType<ObjectionRaised>().First().Act })
        ),
        ["an act with a damaged signature"] = (
            "V30",
            Plain,
            Forgery.Change<BidderAttended>(e => e with { Act = e.Act with { Signature = new byte[64] } })
        ),
        ["a conclusion that a bidder signed"] = (
            "V30",
            Plain,
            Forgery.Change<SessionConcluded>(e => e with { Act = Plain.Events.OfType<RecordConfirmed>().First().Act })
        ),
        ["a standstill over no deadline"] = (
            "V08",
            Still,
            Forgery.Change<PlatformStoodStill>(e => e with { From = Still.Platform.Policy.CloseAt + 1 })
        ),
        ["a standstill that ends before it begins"] = (
            "V08",
            Still,
            Forgery.Change<PlatformStoodStill>(e => e with { Until = e.From })
        ),
        ["a standstill told while it lasted"] = (
            "V08",
            Still,
            Forgery.Change<PlatformStoodStill>(e => e with { At = e.Until + Standstill.WaitingMicros - 1 })
        ),
        ["a standstill from before the publication"] = (
            "V08",
            Still,
            Forgery.Change<PlatformStoodStill>(e => e with { From = 0 })
        ),
        ["a standstill told twice"] = (
            "V08",
            Still,
            events =>
                events.SelectMany(e => e is PlatformStoodStill told ? new[] { e, told with { Restarted = true } } : [e])
        ),
        ["a standstill told behind the freeze"] = (
            "V08",
            Still,
            events =>
                [
                    .. events.TakeWhile(e => e is not PlatformStoodStill),
                    events.OfType<LotFrozen>().Single(),
                    events.OfType<PlatformStoodStill>().Single(),
                    .. events.SkipWhile(e => e is not LotFrozen).Skip(1),
                ]
        ),
        ["a standstill that had to hold the lot and did not"] = (
            "V08",
            Still,
            Forgery.Change<PlatformStoodStill>(e =>
                e with
                {
                    At = e.At + 5 * Rehearsal.Second,
                    Until = e.Until + 5 * Rehearsal.Second,
                }
            )
        ),
        ["concluded with an open objection"] = ("V31", Plain, Forgery.Drop<ObjectionAnswered>()),
        ["concluded before the period had ended, in the eyes of the decider"] = ("V08", Timed, ConcludedEarly),
        ["concluded before the period had ended, by the events alone"] = ("V31", Timed, ConcludedEarly),
    };

    public static TheoryData<string> Names() => [.. Bent.Keys];

    private static IEnumerable<SessionEvent> ConcludedEarly(List<SessionEvent> events)
    {
        var end = events.OfType<LotOpened>().Single().At + 60 * Rehearsal.Second;
        return Forgery.Change<SessionConcluded>(e => e with { At = end - 1 })(events);
    }

    [Fact]
    public void A_session_that_was_concluded_when_its_period_was_over_passes() =>
        Assert.Equal(0, Forgery.Check(Timed, events => events).ExitCode);

    [Theory, MemberData(nameof(Names))]
    public void Bent_events_fail_their_check_although_everybody_signed_them(string name)
    {
        var (check, story, bend) = Bent[name];
        Forgery.IsFoundBy(check, Forgery.Check(story, bend));
    }

    [Fact]
    public void Events_as_they_were_pass_when_they_are_signed_anew() =>
        Assert.Equal(0, Forgery.Check(Plain, events => events).ExitCode);

    private static byte[] ContentOf(byte[] content, long fen) =>
        OpeningForm.TryParse(content, out var form, out var problem)
            ? (form with { Price = form.Price with { Value = fen } }).ToBytes()
            : throw new InvalidOperationException(problem);
}
