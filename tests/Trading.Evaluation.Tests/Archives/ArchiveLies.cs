using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Draws;
using Trading.Streams.Archives;
using static Trading.Evaluation.Tests.Archives.ArchivedDraw;
using static Trading.Evaluation.Tests.Archives.PlayedDraws;

namespace Trading.Evaluation.Tests.Archives;

/// <summary>
/// What a platform could change of an archive while its trustees cosign whatever there is. Source: docs/spec/draw.md,
/// "Checks".
/// </summary>
internal static class ArchiveLies
{
    /// <summary>By its name: which archive, the checks that catch it, and what is changed.</summary>
    public static Dictionary<string, (DecidedDraw Draw, string Checks, Action<ArchivedDraw> Change)> All { get; } =
        new()
        {
            ["not-the-gates-signature-of-a-person"] = (
                Sent,
                "V79",
                a => Change<PersonTold>(a.Closed, e => e with { Signature = Flipped(e.Signature, 5) })
            ),
            ["a-person-less-is-counted"] = (
                Sent,
                "V80",
                a => Change<BuyersCounted>(a.Public, e => e with { Arrived = e.Arrived - 1 })
            ),
            ["another-person-is-named"] = (
                Sent,
                "V81",
                a => Change<PersonNamed>(a.Named, e => e with { Name = "另一人" })
            ),
            ["disclosed-before-bidders-were-named"] = (Sent, "V76", a => a.Public.RemoveAll(e => e is BiddersNamed)),
            ["disclosed-before-the-custodian-answered"] = (
                Sent,
                "V76",
                a => Change<BiddersNamed>(a.Public, e => e with { Units = Units })
            ),
            ["nobody-is-said-to-have-been-unseated"] = (
                Yielded,
                "V75",
                a => Change<ConflictsFound>(a.Closed, e => e with { Here = null })
            ),
            ["somebody-is-said-to-have-arrived-who-had-not"] = (
                Yielded,
                "V75",
                a =>
                    Change<ConflictsFound>(
                        a.Closed,
                        e => e with { Here = [.. e.Here!, .. StatedBy(e).Except(e.Here!)] }
                    )
            ),
            ["the-arrival-before-the-conflict-is-left-out"] = (
                Yielded,
                "V75",
                a => a.Closed.RemoveAt(a.Closed.FindIndex(e => e is PositionTold { Outcome: PositionOutcome.Arrived }))
            ),
            ["another-one-takes-the-unseated-ones-seat"] = (
                Yielded,
                "V71",
                a =>
                    Change<ConflictsFound>(
                        a.Closed,
                        e =>
                            e with
                            {
                                Steps = [e.Steps[0] with { InsteadOf = e.Steps[0].InsteadOf + 1 }, .. e.Steps.Skip(1)],
                            }
                    )
            ),
            ["published-under-another-id"] = (
                Told,
                "V74",
                a => Change<DrawRequested>(a.Public, e => e with { Draw = new string('9', 32) })
            ),
            ["another-request"] = (
                Told,
                "V61 V62 V63",
                a => Change<DrawRequested>(a.Public, e => e with { Request = Flipped(e.Request, 40) })
            ),
            ["another-policy"] = (
                Told,
                "V62 V74",
                a => Change<DrawRequested>(a.Public, e => e with { Policies = [.. e.Policies.Reverse()] })
            ),
            ["another-box"] = (Told, "V74", a => Change<DrawRequested>(a.Public, e => e with { Salt = [1, 2] })),
            ["not-the-hosts-signature"] = (
                Told,
                "V74",
                a => Change<DrawRequested>(a.Public, e => e with { Signature = Flipped(e.Signature, 5) })
            ),
            ["another-lock"] = (
                Told,
                "V62 V63",
                a => Change<DrawLockCertified>(a.Public, e => e with { Certificate = Flipped(e.Certificate, 100) })
            ),
            ["a-lock-under-another-word"] = (
                Told,
                "V62 V63 V68",
                a => Change<DrawLockCertified>(a.Public, e => e with { Lot = "draw" })
            ),
            ["a-lock-is-missing"] = (Told, "V62 V63", a => a.Public.RemoveAt(2)),
            ["another-root"] = (
                Told,
                "V63 V65 V67 V68 V70 V71 V73 V74 V75",
                a => Change<PoolCommitted>(a.Public, e => e with { Root = Flipped(e.Root, 0) })
            ),
            ["another-head"] = (
                Told,
                "V65",
                a => Change<PoolCommitted>(a.Public, e => e with { Head = Flipped(e.Head, 192) })
            ),
            ["not-the-custodians-signature"] = (
                Told,
                "V74",
                a => Change<PoolCommitted>(a.Public, e => e with { Signature = Flipped(e.Signature, 5) })
            ),
            ["another-order"] = (
                Told,
                "V67",
                a => Change<AnotherDrawOrdered>(a.Public, e => e with { Reason = "别的原因" })
            ),
            ["an-order-of-another-number"] = (
                Told,
                "V67",
                a => Change<AnotherDrawOrdered>(a.Public, e => e with { K = 2 })
            ),
            ["an-order-is-missing"] = (Told, "V67 V68", a => a.Public.RemoveAll(e => e is AnotherDrawOrdered)),
            ["another-number-announced"] = (Told, "V67", a => Change<CommitteeDrawn>(a.Public, e => e with { K = 3 })),
            ["more-seats-announced"] = (
                Told,
                "V76",
                a => Change<CommitteeDrawn>(a.Public, e => e with { Seats = e.Seats + 1 })
            ),
            ["another-result"] = (
                Told,
                "V72",
                a => Change<CommitteeDrawn>(a.Public, e => e with { ResultHash = Flipped(e.ResultHash, 0) })
            ),
            ["another-result-of-the-draw-before"] = (
                Told,
                "V72",
                a => Change<CommitteeDrawn>(a.Public, e => e with { ResultHash = new byte[32] }, e => e.K == 0)
            ),
            ["other-bidders"] = (Told, "V75", a => Change<BiddersNamed>(a.Public, e => e with { Units = [Units[0]] })),
            ["more-confirmed"] = (
                Told,
                "V76",
                a => Change<NoticesCounted>(a.Public, e => e with { Confirmed = e.Confirmed - 1 })
            ),
            ["fewer-declined"] = (Told, "V76", a => Change<NoticesCounted>(a.Public, e => e with { Declined = 0 })),
            ["fewer-silent"] = (Told, "V76", a => Change<NoticesCounted>(a.Public, e => e with { Silent = 0 })),
            ["fewer-conflicts"] = (Told, "V76", a => Change<NoticesCounted>(a.Public, e => e with { Conflicts = 0 })),
            ["more-arrived"] = (
                Told,
                "V76",
                a => Change<ArrivalsCounted>(a.Public, e => e with { Arrived = e.Arrived - 1 })
            ),
            ["of-more-seats"] = (
                Told,
                "V76",
                a => Change<ArrivalsCounted>(a.Public, e => e with { Seats = e.Seats + 2 })
            ),
            ["other-answers"] = (
                Told,
                "V68",
                a =>
                    Change<BeaconCombined>(
                        a.Closed,
                        e => e with { Answers = [e.Answers[0], Flipped(e.Answers[1], 134)] }
                    )
            ),
            ["another-value"] = (
                Told,
                "V69 V70 V71 V72",
                a => Change<BeaconCombined>(a.Closed, e => e with { Value = Flipped(e.Value, 0) })
            ),
            ["another-value-of-the-draw-before"] = (
                Told,
                "V69 V70 V72",
                a => Change<BeaconCombined>(a.Closed, e => e with { Value = Flipped(e.Value, 0) }, e => e.K == 0)
            ),
            ["another-salt"] = (
                Told,
                "V72",
                a => Change<BeaconCombined>(a.Closed, e => e with { Salt = Flipped(e.Salt, 0) })
            ),
            ["another-seating"] = (
                Told,
                "V70 V72",
                a =>
                    Change<BeaconCombined>(
                        a.Closed,
                        e => e with { Steps = [e.Steps[1], e.Steps[0], .. e.Steps.Skip(2)] }
                    )
            ),
            ["another-number-of-the-draw"] = (
                Told,
                "V67 V75",
                a => Change<BeaconCombined>(a.Closed, e => e with { K = 4 })
            ),
            ["the-draw-before-is-left-out"] = (Told, "V67", a => a.Closed.RemoveRange(0, 2)),
            ["another-position-declined"] = (
                Told,
                "V71 V73 V75 V76",
                a =>
                    Change<PositionTold>(
                        a.Closed,
                        e =>
                            e with
                            {
                                Position = a
                                    .Closed.OfType<PositionTold>()
                                    .Single(told => told.Outcome == PositionOutcome.Silent)
                                    .Position,
                            },
                        e => e.Outcome == PositionOutcome.Declined
                    )
            ),
            ["declined-instead-of-silent"] = (
                Told,
                "V75 V76",
                a =>
                    Change<PositionTold>(
                        a.Closed,
                        e => e with { Outcome = PositionOutcome.Declined },
                        e => e.Outcome == PositionOutcome.Silent
                    )
            ),
            ["not-the-gateways-signature"] = (
                Told,
                "V75",
                a =>
                    Change<PositionTold>(
                        a.Closed,
                        e => e with { Signature = Flipped(e.Signature, 1) },
                        e => e.Outcome == PositionOutcome.Declined
                    )
            ),
            ["not-the-gates-signature"] = (
                Told,
                "V75",
                a =>
                    Change<PositionTold>(
                        a.Closed,
                        e => e with { Signature = Flipped(e.Signature, 1) },
                        e => e.Outcome == PositionOutcome.Arrived
                    )
            ),
            ["another-substitute"] = (
                Told,
                "V71",
                a =>
                    Change<PositionTold>(
                        a.Closed,
                        e => e with { Steps = [e.Steps[0] with { InsteadOf = e.Steps[0].InsteadOf + 1 }] },
                        e => e.Outcome == PositionOutcome.Silent
                    )
            ),
            ["a-confirmation-is-left-out"] = (
                Told,
                "V76",
                a => a.Public.RemoveAll(e => e is NoticesCounted { Confirmed: 5 })
            ),
            ["nobody-asked-for-a-record"] = (
                Told,
                "V75",
                a => a.Closed.RemoveAll(e => e is PositionTold { Outcome: PositionOutcome.Presented })
            ),
            ["an-arrival-is-left-out"] = (
                Told,
                "V76",
                a =>
                    a.Closed.RemoveAt(
                        a.Closed.FindLastIndex(e => e is PositionTold { Outcome: PositionOutcome.Arrived })
                    )
            ),
            ["a-statement-before-the-draw"] = (
                Told,
                "V75",
                a => (a.Closed[0], a.Closed[1]) = (a.Closed[1], a.Closed[0])
            ),
            ["other-hits"] = (
                Told,
                "V75",
                a => Change<ConflictsFound>(a.Closed, e => e with { Statement = Flipped(e.Statement, 100) })
            ),
            ["not-the-custodians-statement"] = (
                Told,
                "V75",
                a => Change<ConflictsFound>(a.Closed, e => e with { Signature = Flipped(e.Signature, 1) })
            ),
            ["a-name-in-the-closed-stream"] = (Told, "V75", a => a.Closed.Add(a.Named[0])),
            ["another-name"] = (Told, "V73", a => Change<SeatUnsealed>(a.Named, e => e with { Name = "李四" })),
            ["another-identity"] = (Told, "V73", a => Change<SeatUnsealed>(a.Named, e => e with { Id = "0" })),
            ["another-number-of-the-pool"] = (
                Told,
                "V73",
                a => Change<SeatUnsealed>(a.Named, e => e with { Number = "E-1" })
            ),
            ["another-salt-of-a-row"] = (
                Told,
                "V73",
                a => Change<SeatUnsealed>(a.Named, e => e with { Salt = Flipped(e.Salt, 0) })
            ),
            ["another-rest-of-a-row"] = (
                Told,
                "V73",
                a => Change<SeatUnsealed>(a.Named, e => e with { Rest = Flipped(e.Rest, 0) })
            ),
            ["a-name-at-another-position"] = (
                Told,
                "V73",
                a => Change<SeatUnsealed>(a.Named, e => e with { Position = ((SeatUnsealed)a.Named[0]).Position })
            ),
            ["a-name-is-left-out"] = (Told, "V73", a => a.Named.RemoveAt(a.Named.Count - 1)),
            ["disclosed-too-early"] = (
                Told,
                "V73 V76",
                a =>
                {
                    a.Closed.RemoveAt(
                        a.Closed.FindLastIndex(e => e is PositionTold { Outcome: PositionOutcome.Arrived })
                    );
                    a.Named.RemoveAt(a.Named.Count - 1);
                    var last = a.Public.OfType<ArrivalsCounted>().Last();
                    a.Public[a.Public.IndexOf(last)] = last with { Arrived = last.Arrived - 1 };
                }
            ),
            ["rows-are-left-out"] = (Told, "V63 V65 V70 V71 V73 V75", a => a.Rows.Clear()),
            ["rows-that-nobody-committed-to"] = (Told, "V65", a => a.Rows.Add(new string('a', 64), new byte[193])),
            ["rows-under-another-head"] = (
                Told,
                "V65",
                a => a.Rows[a.Rows.Keys.Single()] = Flipped(a.Rows.Values.Single(), 192)
            ),
            ["another-row"] = (
                Told,
                "V65",
                a => a.Rows[a.Rows.Keys.Single()] = Flipped(a.Rows.Values.Single(), 193 + 633 * 7 + 100)
            ),
            ["bytes-behind-the-rows"] = (
                Told,
                "V63 V64 V65 V75",
                a => a.Rows[a.Rows.Keys.Single()] = [.. a.Rows.Values.Single(), 0]
            ),
            ["another-root-of-the-reduction"] = (
                Reduced,
                "V65 V66 V74",
                a => Change<PoolReduced>(a.Public, e => e with { Root = Flipped(e.Root, 0) })
            ),
            ["another-signature-of-the-reduction"] = (
                Reduced,
                "V74",
                a => Change<PoolReduced>(a.Public, e => e with { Signature = Flipped(e.Signature, 0) })
            ),
            ["another-head-of-the-reduction"] = (
                Reduced,
                "V65 V66",
                a => Change<PoolReduced>(a.Public, e => e with { Head = Flipped(e.Head, 192) })
            ),
            ["other-answers-to-the-reduction"] = (
                Reduced,
                "V66",
                a =>
                    Change<ReductionDrawn>(
                        a.Public,
                        e => e with { Answers = [Flipped(e.Answers[0], 134), e.Answers[1]] }
                    )
            ),
            ["another-value-of-the-reduction"] = (
                Reduced,
                "V66",
                a => Change<ReductionDrawn>(a.Public, e => e with { Value = Flipped(e.Value, 0) })
            ),
            ["the-reduction-is-left-out"] = (
                Reduced,
                "V63 V65",
                a => a.Public.RemoveAll(e => e is PoolReduced or ReductionDrawn)
            ),
            ["a-shortage-that-nobody-signed"] = (
                Short,
                "V74",
                a => Change<DrawFailed>(a.Public, e => e with { Left = e.Left - 1 })
            ),
            ["another-binding-constraint"] = (
                Short,
                "V74",
                a => Change<DrawFailed>(a.Public, e => e with { Binding = Constraint.Person })
            ),
            ["another-seat-stays-open"] = (
                Open,
                "V76",
                a => Change<DrawFailed>(a.Public, e => e with { Group = 1 - e.Group })
            ),
            ["a-seat-stays-open-for-another-reason"] = (
                Open,
                "V76",
                a => Change<DrawFailed>(a.Public, e => e with { Binding = Constraint.Speciality })
            ),
        };

    private static IEnumerable<int> StatedBy(ConflictsFound e) =>
        ConflictStatement.TryParse(e.Statement, out var said) ? said.Hits() : [];
}
