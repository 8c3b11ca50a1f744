using static Trading.Rooms.Tests.Archives.PlayedOnce;

namespace Trading.Rooms.Tests.Archives;

/// <summary>
/// What a platform could change of a room's archives while it signs whatever heads there are. Source:
/// docs/spec/report.md, "Checks".
/// </summary>
internal static class RoomLies
{
    /// <summary>Of the supervisor's archive, by name: which room, the checks that catch it, what is changed.</summary>
    public static Dictionary<string, (PlayedRoom Room, string Checks, Action<List<RoomEvent>> Change)> Full { get; } =
        new()
        {
            ["started-under-another-id"] = (
                Eventful,
                "V04 V91 V103 V106",
                a => Change<EvaluationStarted>(a, e => e with { Room = new string('9', 32) })
            ),
            ["another-start"] = (
                Eventful,
                "V91 V103 V106",
                a => Change<EvaluationStarted>(a, e => e with { Start = Flipped(e.Start, e.Start.Length - 1) })
            ),
            ["other-terms"] = (
                Eventful,
                "V91 V103 V106",
                a => Change<EvaluationStarted>(a, e => e with { Terms = [.. e.Terms, (byte)' '] })
            ),
            ["not-the-hosts-start"] = (
                Eventful,
                "V91 V103 V106",
                a => Change<EvaluationStarted>(a, e => e with { Signature = Flipped(e.Signature, 5) })
            ),
            ["more-seats-are-taken"] = (
                Eventful,
                "V103 V105 V106",
                a => Change<SeatsCounted>(a, e => e with { Taken = 4 })
            ),
            ["another-certificate"] = (
                Eventful,
                "V94 V95 V96 V99 V103 V106",
                a => Change<SeatTaken>(a, e => e with { Certificate = Flipped(e.Certificate, 16 + 4 + 1 + 40) })
            ),
            ["not-the-gates-certificate"] = (
                Eventful,
                "V94 V103 V106",
                a => Change<SeatTaken>(a, e => e with { Signature = Flipped(e.Signature, 5) })
            ),
            ["not-the-members-pledge"] = (
                Eventful,
                "V95 V103 V106",
                a => Change<MemberPledged>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["another-seats-pledge"] = (
                Eventful,
                "V95 V103 V106",
                a =>
                {
                    var other = a.OfType<MemberPledged>().First().Act;
                    Change<MemberPledged>(a, e => e with { Act = other });
                }
            ),
            ["a-pledge-is-left-out"] = (
                Eventful,
                "V95 V103 V106",
                a => a.RemoveAt(a.FindLastIndex(e => e is MemberPledged))
            ),
            ["another-member-goes"] = (
                Eventful,
                "V94 V95 V105 V106",
                a => Change<MemberUnseated>(a, e => e with { Seat = 2 })
            ),
            ["not-the-members-avoidance"] = (
                Eventful,
                "V95 V103 V106",
                a => Change<MemberUnseated>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["another-rule-of-a-replacement"] = (
                Eventful,
                "V103 V106",
                a => Change<MemberUnseated>(a, e => e with { Rule = "spec:room" })
            ),
            ["another-ballot"] = (Eventful, "V96 V103 V106", a => Change<BallotCast>(a, e => e with { For = 2 })),
            ["not-the-members-ballot"] = (
                Eventful,
                "V96 V103 V106",
                a => Change<BallotCast>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["another-tie"] = (Eventful, "V103 V106", a => Change<ElectionTied>(a, e => e with { Tied = [1, 3] })),
            ["another-leader"] = (
                Eventful,
                "V98 V99 V103 V106",
                a => Change<LeaderElected>(a, e => e with { Seat = 2 })
            ),
            ["another-leader-was-named"] = (
                Sealed,
                "V95 V98 V103 V106",
                a => Change<LeaderNamed>(a, e => e with { Seat = 3 })
            ),
            ["not-the-hosts-naming"] = (
                Sealed,
                "V95 V103 V106",
                a => Change<LeaderNamed>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["not-the-hosts-seal"] = (
                Sealed,
                "V104 V106",
                a => Change<ReportSealed>(a, e => e with { Signature = Flipped(e.Signature, 3) })
            ),
            ["another-digest-is-sealed"] = (
                Sealed,
                "V104 V106",
                a => Change<ReportSealed>(a, e => e with { Digest = Flipped(e.Digest, 3) })
            ),
            ["the-seal-of-another-count"] = (
                Sealed,
                "V104 V106",
                a => Change<ReportSealed>(a, e => e with { Revision = 1 })
            ),
            ["another-root"] = (
                Eventful,
                "V96 V103 V106",
                a =>
                    Change<StageClosed>(
                        a,
                        e => e with { Root = Flipped(e.Root, 0) },
                        e => e.Stage == RoomStage.Complying
                    )
            ),
            ["fewer-papers"] = (
                Eventful,
                "V96 V103 V106",
                a => Change<StageClosed>(a, e => e with { Papers = 4 }, e => e.Stage == RoomStage.Scoring)
            ),
            ["another-stage"] = (
                Eventful,
                "V106",
                a =>
                    Change<StageBegan>(
                        a,
                        e => e with { Stage = RoomStage.Scoring },
                        e => e.Stage == RoomStage.Explaining
                    )
            ),
            ["another-qualification"] = (
                Eventful,
                "V97 V103 V106",
                a => Change<BidQualified>(a, e => e with { Reason = "别的理由" }, e => e.Item.Length > 0)
            ),
            ["not-the-hosts-qualification"] = (
                Eventful,
                "V97 V103 V106",
                a => Change<BidQualified>(a, e => e with { Act = Spoiled(e.Act) }, e => e.Item.Length == 0)
            ),
            ["another-review"] = (
                Eventful,
                "V96 V103 V106",
                a => Change<BidReviewed>(a, e => e with { Paper = Spoiled(e.Paper) })
            ),
            ["a-review-of-another-bid"] = (
                Eventful,
                "V96 V97 V103 V106",
                a => Change<BidReviewed>(a, e => e with { Bid = StartsOf.BidId(4) })
            ),
            ["a-review-is-left-out"] = (
                Eventful,
                "V96 V97 V103 V106",
                a => a.RemoveAt(a.FindLastIndex(e => e is BidReviewed))
            ),
            ["rejected-for-another-reason"] = (
                Eventful,
                "V97 V102 V103 V106",
                a => Change<BidRejected>(a, e => e with { Reason = "别的理由" }, e => e.Item == "signed")
            ),
            ["rejected-by-another-item"] = (
                Eventful,
                "V97 V103 V106",
                a => Change<BidRejected>(a, e => e with { Item = "period" }, e => e.Item == "signed")
            ),
            ["rejected-by-another-rule"] = (
                Eventful,
                "V97 V103 V106",
                a => Change<BidRejected>(a, e => e with { Rule = "procurement-87:44" }, e => e.Item.Length == 0)
            ),
            ["rejected-on-another-ground"] = (
                Eventful,
                "V97 V102 V103 V106",
                a =>
                    Change<BidRejected>(a, e => e with { Ground = RejectionGround.Collusion }, e => e.Item == "licence")
            ),
            ["another-bid-is-rejected"] = (
                Eventful,
                "V97 V100 V102 V103 V106",
                a => Change<BidRejected>(a, e => e with { Bid = StartsOf.BidId(3) }, e => e.Item.Length == 0)
            ),
            ["a-rejection-is-left-out"] = (
                Eventful,
                "V100 V102 V103 V106",
                a => a.RemoveAt(a.FindIndex(e => e is BidRejected { Item: "signed" }))
            ),
            ["another-question"] = (
                Eventful,
                "V98 V103 V106",
                a => Change<QuestionAsked>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["another-time-to-answer"] = (
                Eventful,
                "V98 V103 V106",
                a => Change<QuestionAsked>(a, e => e with { AnswerBy = e.AnswerBy - 1 })
            ),
            ["asked-for-something-else"] = (
                Eventful,
                "V97 V98 V103 V106",
                a => Change<QuestionAsked>(a, e => e with { Kind = QuestionKind.Clarify })
            ),
            ["not-the-bidders-answer"] = (
                Eventful,
                "V98 V103 V106",
                a => Change<QuestionAnswered>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["the-answer-was-no"] = (
                Eventful,
                "V98 V106",
                a => Change<QuestionAnswered>(a, e => e with { Yes = false })
            ),
            ["silent-too-early"] = (
                Eventful,
                "V98 V103 V106",
                a =>
                {
                    // Moved before the extension, when time was left.
                    var lapsed = a.FindIndex(e => e is QuestionLapsed);
                    var (first, second) = (a[lapsed], a[lapsed + 1]);
                    var before = a.FindIndex(e => e is TimeCalledShort);
                    a.RemoveRange(lapsed, 2);
                    a.Insert(before, second with { At = a[before].At });
                    a.Insert(before, first with { At = a[before].At });
                }
            ),
            ["closed-by-somebody-else"] = (
                Eventful,
                "V98 V103 V106",
                a => Change<QuestionsClosed>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["another-motion"] = (
                Eventful,
                "V99 V103 V106",
                a => Change<MotionRaised>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["not-the-members-vote"] = (
                Eventful,
                "V99 V103 V106",
                a => Change<MotionVoted>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["a-vote-turned"] = (Eventful, "V99 V103 V106", a => Change<MotionVoted>(a, e => e with { Yes = !e.Yes })),
            ["a-vote-is-left-out"] = (Eventful, "V99 V103 V106", a => a.RemoveAt(a.FindIndex(e => e is MotionVoted))),
            ["adopted-though-lost"] = (
                Eventful,
                "V99 V103 V106",
                a => Change<MotionSettled>(a, e => e with { Adopted = true })
            ),
            ["another-sheet"] = (
                Eventful,
                "V96 V103 V106",
                a => Change<SheetSubmitted>(a, e => e with { Paper = Spoiled(e.Paper) })
            ),
            ["sheets-swapped"] = (
                Eventful,
                "V96 V101 V102 V103 V106",
                a =>
                {
                    var sheets = a.OfType<SheetSubmitted>().ToList();
                    Change<SheetSubmitted>(a, e => e with { Paper = sheets[0].Paper });
                }
            ),
            ["another-commitment"] = (
                Eventful,
                "V96 V103 V106",
                a => Change<SheetCommitted>(a, e => e with { Commitment = Flipped(e.Commitment, 0) })
            ),
            ["a-sheet-off-step"] = (
                Eventful,
                "V96 V100 V102 V103 V106",
                a =>
                {
                    // Signed anew by its member: only what a sheet may hold is broken.
                    var at = a.FindLastIndex(e => e is SheetSubmitted);
                    var sheet = (SheetSubmitted)a[at];
                    Assert.True(SheetPaper.TryParse(sheet.Paper.Statement, out var paper));
                    var bid = paper.Bids[0];
                    var bytes = (
                        paper with
                        {
                            Bids =
                            [
                                bid with
                                {
                                    Scores = [bid.Scores[0] with { Hundredths = 8001 }, .. bid.Scores.Skip(1)],
                                },
                                .. paper.Bids.Skip(1),
                            ],
                        }
                    ).ToBytes();
                    var signed = new RoomSigned(bytes, Keys.Of("seat 5").Sign(Tags.RoomSheet, bytes));
                    a[at] = sheet with { Paper = signed };
                    a[at + 1] = ((SheetCommitted)a[at + 1]) with { Commitment = signed.Commitment(Suite.P256) };
                }
            ),
            ["another-correction"] = (
                Eventful,
                "V101 V102 V103 V106",
                a => Change<ScoreAmended>(a, e => e with { After = 1100 })
            ),
            ["a-correction-for-another-reason"] = (
                Eventful,
                "V101 V102 V103 V106",
                a => Change<ScoreAmended>(a, e => e with { Kind = AmendmentKind.Abnormal })
            ),
            ["a-correction-that-nobody-voted-for"] = (
                Eventful,
                "V101 V102 V103 V106",
                a =>
                {
                    var at = a.FindLastIndex(e => e is ScoreAmended);
                    a.Insert(at + 1, a[at]);
                }
            ),
            ["a-correction-is-left-out"] = (
                Eventful,
                "V102 V103 V106",
                a => a.RemoveAt(a.FindLastIndex(e => e is ScoreAmended))
            ),
            ["another-file"] = (
                Eventful,
                "V102 V103 V106",
                a => Change<ScoresCounted>(a, e => e with { TenderHash = Flipped(e.TenderHash, 0) })
            ),
            ["another-result"] = (
                Eventful,
                "V102 V103 V106",
                a => Change<ScoresCounted>(a, e => e with { ResultHash = Flipped(e.ResultHash, 0) })
            ),
            ["another-salt"] = (
                Eventful,
                "V102 V103 V106",
                a => Change<ScoresCounted>(a, e => e with { Salt = Flipped(e.Salt, 0) })
            ),
            ["other-candidates"] = (
                Eventful,
                "V102 V103 V106",
                a => Change<ScoresCounted>(a, e => e with { Candidates = [.. e.Candidates.Reverse()] })
            ),
            ["another-result-is-committed-to"] = (
                Eventful,
                "V102 V103 V106",
                a => Change<ResultCommitted>(a, e => e with { Commitment = Flipped(e.Commitment, 0) })
            ),
            ["another-block"] = (
                Eventful,
                "V102 V103 V106",
                a => Change<CountBlocked>(a, e => e with { Where = "$.sheets[0]" })
            ),
            ["a-block-is-left-out"] = (Eventful, "V103", a => a.RemoveAll(e => e is CountBlocked)),
            ["another-draft"] = (
                Eventful,
                "V103 V106",
                a => Change<ReportDrafted>(a, e => e with { Hash = PlayedRoom.Hash(9) })
            ),
            ["not-the-hosts-draft"] = (
                Eventful,
                "V103 V106",
                a => Change<ReportDrafted>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["less-time-to-sign"] = (
                Eventful,
                "V103 V106",
                a => Change<ReportDrafted>(a, e => e with { SignBy = e.SignBy - 1 })
            ),
            ["another-draft-is-committed-to"] = (
                Eventful,
                "V103 V106",
                a => Change<ReportCommitted>(a, e => e with { Commitment = Flipped(e.Commitment, 0) })
            ),
            ["a-dissent-is-an-agreement"] = (
                Eventful,
                "V103 V106",
                a => Change<ReportJudged>(a, e => e with { Agrees = true })
            ),
            ["not-the-members-opinion"] = (
                Eventful,
                "V103 V106",
                a => Change<ReportJudged>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["silent-before-the-limit"] = (
                Eventful,
                "V103 V106",
                a =>
                {
                    Change<SilenceDeemed>(a, e => e with { At = a.OfType<ReportDrafted>().Last().SignBy - 1 });
                    Change<EvaluationConcluded>(a, e => e with { At = a.OfType<SilenceDeemed>().Last().At });
                }
            ),
            ["another-was-silent"] = (
                Eventful,
                "V103 V106",
                a => Change<SilenceDeemed>(a, e => e with { Seats = [4] })
            ),
            ["nobody-dissented"] = (
                Eventful,
                "V103 V106",
                a => Change<EvaluationConcluded>(a, e => e with { Agreed = 5, Dissenting = 0 })
            ),
            ["another-winner"] = (
                Eventful,
                "V102 V106",
                a => Change<EvaluationConcluded>(a, e => e with { Candidates = [new(StartsOf.BidId(3), 1)] })
            ),
            ["a-count-of-seats-is-left-out"] = (
                Again,
                "V103 V106",
                a => a.RemoveAt(a.FindIndex(e => e is SeatsCounted { Taken: 0 }))
            ),
            ["not-the-supervisors-order"] = (
                Again,
                "V103 V106",
                a => Change<ReviewedAgain>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["reviewed-again-on-another-ground"] = (
                Again,
                "V103 V106",
                a => Change<ReviewedAgain>(a, e => e with { Ground = AmendmentKind.Sum })
            ),
            ["not-the-hosts-stop"] = (
                Eventful,
                "V103 V106",
                a => Change<EvaluationStopped>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["it-stood-for-longer"] = (
                Eventful,
                "V98 V103 V106",
                a => Change<EvaluationResumed>(a, e => e with { At = e.At - StartsOf.Hour / 2 })
            ),
            ["extended-for-longer"] = (
                Eventful,
                "V103 V106",
                a => Change<EvaluationExtended>(a, e => e with { EndsAt = e.EndsAt + 1 })
            ),
            ["not-the-members-call"] = (
                Eventful,
                "V99 V103 V106",
                a => Change<TimeCalledShort>(a, e => e with { Act = Spoiled(e.Act) })
            ),
            ["ended-by-another-rule"] = (
                Few,
                "V106",
                a => Change<EvaluationFailed>(a, e => e with { Rule = "spec:room" })
            ),
            ["ended-for-another-cause"] = (
                Abandoned,
                "V106",
                a => Change<EvaluationFailed>(a, e => e with { Cause = RoomFailure.FewValid })
            ),
            ["not-the-supervisors-end"] = (
                Abandoned,
                "V106",
                a => Change<EvaluationFailed>(a, e => e with { Act = Spoiled(e.Act!) })
            ),
            ["more-were-left"] = (Works, "V103 V106", a => Change<CompetitionFound>(a, e => e with { Valid = 3 })),
            ["the-end-is-left-out"] = (Eventful, "V105 V106", a => a.RemoveAt(a.Count - 1)),
            ["an-event-happens-earlier"] = (
                Eventful,
                "V105 V106",
                a => Change<QuestionsClosed>(a, e => e with { At = e.At - StartsOf.Hour })
            ),
        };

    /// <summary>Changes the newest event of a kind.</summary>
    public static void Change<T>(List<RoomEvent> events, Func<T, T> change, Func<T, bool>? which = null)
        where T : RoomEvent
    {
        var at = events.FindLastIndex(e => e is T happened && which?.Invoke(happened) != false);
        events[at] = change((T)events[at]);
    }

    public static byte[] Flipped(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 1;
        return changed;
    }

    /// <summary>The same statement under a signature that is none.</summary>
    public static RoomSigned Spoiled(RoomSigned signed) => signed with { Signature = Flipped(signed.Signature, 40) };
}
