using Trading.Crypto;

namespace Trading.Evaluation.Tests.Audits;

/// <summary>
/// A draw that holds, and each single thing that somebody could change after the commitment: the check that catches it.
/// </summary>
public class MutationTests
{
    private static readonly SigningKey Supervisor = SigningKey.Generate(Suite.P256);
    private static readonly Draw Made = Draw.Of(60, "audit", Supervisor, "短信通道中断", "门禁故障");
    private static readonly Draw Strange = Draw.Of(60, "strange", Supervisor, "短信通道中断", "门禁故障");
    private static readonly Draw Large = Draw.Of(4200, "large");

    private static DrawTranscript Plain => Made.Transcript;

    [Fact]
    public void A_draw_that_was_not_touched_holds()
    {
        var report = DrawAudit.Run(Plain, Made.Trustees.Trust);
        Assert.Equal(
            Enumerable.Range(61, 13).Select(n => ($"V{n}", n == 66 ? CheckOutcome.NotApplicable : CheckOutcome.Pass)),
            report.Checks.Select(c => (c.Number, c.Outcome))
        );
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(3, DrawAudit.Run(Plain, null).ExitCode);
    }

    [Fact]
    public void Keys_of_other_trustees_are_caught() => AssertCaught("V62", Plain, Strange.Trustees.Trust);

    private static Dictionary<string, (string Check, Func<DrawTranscript> Change)> Changes { get; } =
        new()
        {
            ["request-truncated"] = ("V61", () => Plain with { Request = Plain.Request[..^1] }),
            ["request-even"] = (
                "V61",
                () => WithRequest(r => r with { Groups = [r.Groups[0] with { Seats = 4 }, r.Groups[1]] })
            ),
            ["request-other-place"] = ("V62", () => WithRequest(r => r with { Place = "另一个门" })),
            ["request-other-region"] = ("V62", () => WithRequest(r => r with { Regions = [] })),
            ["request-other-avoidance"] = ("V62", () => WithRequest(r => r with { AvoidedUnits = [r.BuyerUnit] })),
            ["policies-swapped"] = (
                "V62",
                () => Plain with { Policies = [Plain.Policies[0], Plain.Policies[2], Plain.Policies[1]] }
            ),
            ["policy-other-time"] = ("V62", () => Plain with { Policies = [OtherTime(), .. Plain.Policies.Skip(1)] }),
            ["lock-missing"] = ("V62", () => Plain with { Certificates = [.. Plain.Certificates.Take(2)] }),
            ["lock-foreign"] = (
                "V62",
                () => Plain with { Certificates = [Strange.Transcript.Certificates[0], .. Plain.Certificates.Skip(1)] }
            ),
            ["locks-swapped"] = (
                "V63",
                () =>
                    Plain with
                    {
                        Certificates = [Plain.Certificates[0], Plain.Certificates[2], Plain.Certificates[1]],
                    }
            ),
            ["head-foreign"] = ("V63", () => Plain with { Head = Strange.Transcript.Head }),
            ["head-other-count"] = (
                "V65",
                () => WithHead(h => h with { Excluded = [h.Excluded[0] + 1, .. h.Excluded.Skip(1)] })
            ),
            ["head-more-eligible"] = ("V63", () => WithHead(h => h with { Eligible = h.Eligible + 1 })),
            ["head-names-a-reduction"] = ("V63", () => WithHead(h => h with { ReductionRoot = h.RequestHash })),
            ["head-of-a-reduction"] = ("V63", () => WithHead(h => h with { IsReduction = true })),
            ["position-left-out"] = ("V63", () => Plain with { Positions = [.. Plain.Positions.SkipLast(1)] }),
            ["position-added"] = ("V63", () => Plain with { Positions = [.. Plain.Positions, Plain.Positions[0]] }),
            ["positions-swapped"] = (
                "V64",
                () => Plain with { Positions = [Plain.Positions[1], Plain.Positions[0], .. Plain.Positions.Skip(2)] }
            ),
            ["position-truncated"] = (
                "V64",
                () => Plain with { Positions = [Plain.Positions[0][..^1], .. Plain.Positions.Skip(1)] }
            ),
            ["position-key-no-point"] = (
                "V64",
                () => WithPosition(p => p with { Encapsulated = Flipped(p.Encapsulated, 40) })
            ),
            ["position-key-twice"] = (
                "V64",
                () => WithPosition(p => p with { Encapsulated = Made.Commitment.Positions[1].Encapsulated })
            ),
            ["position-row-twice"] = (
                "V64",
                () => WithPosition(p => p with { RowHash = Made.Commitment.Positions[1].RowHash })
            ),
            ["position-no-group"] = ("V64", () => WithPosition(p => p with { Groups = 0 })),
            ["position-group-that-is-none"] = ("V64", () => WithPosition(p => p with { Groups = 4 })),
            ["position-title-too-low"] = (
                "V64",
                () => WithPosition(p => p with { Groups = 1, Level = ExpertLevel.Intermediate })
            ),
            ["position-other-groups"] = (
                "V65",
                () => WithPosition(p => p with { Groups = (ushort)(p.Groups ^ 2 | 1), Level = ExpertLevel.Senior })
            ),
            ["position-other-level"] = (
                "V65",
                () =>
                    WithPosition(p =>
                        p with
                        {
                            Level = p.Level == ExpertLevel.Senior ? ExpertLevel.Associate : ExpertLevel.Senior,
                        }
                    )
            ),
            ["position-other-name"] = (
                "V65",
                () => WithPosition(p => p with { NameRecord = Flipped(p.NameRecord, 0) })
            ),
            ["position-other-contact"] = (
                "V65",
                () => WithPosition(p => p with { ContactRecord = Flipped(p.ContactRecord, 255) })
            ),
            ["position-other-label"] = ("V65", () => WithPosition(p => p with { Label = Flipped(p.Label, 15) })),
            ["position-other-row"] = ("V65", () => WithPosition(p => p with { RowHash = Flipped(p.RowHash, 0) })),
            ["position-other-row-and-root"] = ("V68", OtherRowAndRoot),
            ["root-other"] = ("V65", () => Plain with { Root = Flipped(Plain.Root, 0) }),
            ["draw-again-left-out"] = ("V68", () => Plain with { Again = [.. Plain.Again.Take(1)] }),
            ["draw-again-invented"] = ("V67", () => Plain with { Again = [.. Plain.Again, Plain.Again[0]] }),
            ["draw-again-swapped"] = ("V67", () => Plain with { Again = [Plain.Again[1], Plain.Again[0]] }),
            ["draw-again-other-reason"] = (
                "V67",
                () => Plain with { Again = [Plain.Again[0] with { Reason = "无" }, Plain.Again[1]] }
            ),
            ["draw-again-without-reason"] = (
                "V67",
                () => Plain with { Again = [Plain.Again[0] with { Reason = "" }, Plain.Again[1]] }
            ),
            ["draw-again-other-signature"] = (
                "V67",
                () =>
                    Plain with
                    {
                        Again =
                        [
                            Plain.Again[0] with
                            {
                                Signature = Flipped(Plain.Again[0].Signature, 63),
                            },
                            Plain.Again[1],
                        ],
                    }
            ),
            ["answers-too-few"] = ("V68", () => Plain with { Answers = [.. Plain.Answers.Take(1)] }),
            ["answer-twice"] = ("V68", () => Plain with { Answers = [Plain.Answers[0], Plain.Answers[0]] }),
            ["answer-as-another-trustee"] = (
                "V68",
                () => Plain with { Answers = [Flipped(Plain.Answers[0], 1, 3), Plain.Answers[1]] }
            ),
            ["answer-as-nobody"] = (
                "V68",
                () => Plain with { Answers = [Flipped(Plain.Answers[0], 1), Plain.Answers[1]] }
            ),
            ["answer-other-proof"] = (
                "V68",
                () => Plain with { Answers = [Flipped(Plain.Answers[0], 134), Plain.Answers[1]] }
            ),
            ["answer-truncated"] = ("V68", () => Plain with { Answers = [Plain.Answers[0][..^1], Plain.Answers[1]] }),
            ["answers-of-the-first-draw"] = ("V68", () => Plain with { Answers = Made.Answers(Plain.Root, 0, 1, 2) }),
            ["answers-of-another-root"] = (
                "V68",
                () => Plain with { Answers = Made.Answers(Strange.Transcript.Root, 2, 1, 2) }
            ),
            ["value-other"] = ("V69", () => Plain with { Value = Flipped(Plain.Value, 31) }),
            ["value-of-another-draw"] = ("V70", () => Plain with { Value = Strange.Transcript.Value }),
            ["seat-to-another"] = ("V70", () => WithStep(0, s => s with { Position = Unseated() })),
            ["seat-of-another-group"] = ("V70", () => WithStep(0, s => s with { Group = 1 - s.Group })),
            ["seat-left-out"] = ("V70", () => Plain with { Steps = [.. Plain.Steps.Skip(1)] }),
            ["seats-in-another-sequence"] = (
                "V70",
                () => Plain with { Steps = [Plain.Steps[1], Plain.Steps[0], .. Plain.Steps.Skip(2)] }
            ),
            ["substitute-another"] = ("V71", () => WithStep(5, s => s with { Position = Unseated() })),
            ["substitute-left-out"] = ("V71", () => Plain with { Steps = [.. Plain.Steps.SkipLast(1)] }),
            ["substitute-for-nobody"] = ("V71", () => Plain with { Dropped = [] }),
            ["dropped-another"] = ("V71", () => Plain with { Dropped = [Plain.Steps[0].Position] }),
            ["dropped-twice"] = ("V71", () => Plain with { Dropped = [.. Plain.Dropped, .. Plain.Dropped] }),
            ["result-other-salt"] = ("V72", () => Plain with { ResultSalt = Flipped(Plain.ResultSalt, 0) }),
            ["result-other-hash"] = ("V72", () => Plain with { ResultHash = Flipped(Plain.ResultHash, 0) }),
            ["name-other"] = ("V73", () => WithShown(s => s with { Record = s.Record with { Name = "李四" } })),
            ["name-other-identity"] = (
                "V73",
                () => WithShown(s => s with { Record = s.Record with { Id = "11010519491231002X" } })
            ),
            ["name-other-salt"] = (
                "V73",
                () => WithShown(s => s with { Record = s.Record with { Salt = Flipped(s.Record.Salt, 0) } })
            ),
            ["name-at-another-position"] = ("V73", () => WithShown(s => s with { Position = Plain.Steps[2].Position })),
            ["name-without-a-seat"] = ("V73", () => WithShown(s => s with { Position = Unseated() })),
            ["name-twice"] = ("V73", () => Plain with { Shown = [Plain.Shown[0], Plain.Shown[0]] }),
            ["reduction-left-out"] = ("V63", () => Large.Transcript with { Reduction = null }),
            ["reduction-row-changed"] = (
                "V66",
                () => WithReduction(r => r with { Rows = [Changed(r.Rows[0]), .. r.Rows.Skip(1)] })
            ),
            ["reduction-row-left-out"] = ("V66", () => WithReduction(r => r with { Rows = [.. r.Rows.SkipLast(1)] })),
            ["reduction-rows-swapped"] = (
                "V66",
                () => WithReduction(r => r with { Rows = [r.Rows[1], r.Rows[0], .. r.Rows.Skip(2)] })
            ),
            ["reduction-other-groups"] = (
                "V66",
                () => WithReduction(r => r with { Rows = [r.Rows[0] with { Groups = 3 }, .. r.Rows.Skip(1)] })
            ),
            ["reduction-other-root"] = ("V66", () => WithReduction(r => r with { Root = Flipped(r.Root, 0) })),
            ["reduction-other-head"] = ("V66", () => WithReduction(r => r with { Head = Large.Transcript.Head })),
            ["reduction-too-few-answers"] = (
                "V66",
                () => WithReduction(r => r with { Answers = [.. r.Answers.Take(1)] })
            ),
            ["reduction-other-answers"] = (
                "V66",
                () => WithReduction(r => r with { Answers = Large.Answers(Large.Commitment.Root, 0, 1, 2) })
            ),
            ["reduction-other-positions"] = (
                "V66",
                () =>
                    Large.Transcript with
                    {
                        Positions = [Large.Transcript.Positions[1], .. Large.Transcript.Positions.Skip(1)],
                    }
            ),
        };

    public static TheoryData<string> Names() => [.. Changes.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_is_changed_after_the_commitment_is_caught_by_its_check(string name)
    {
        var (check, change) = Changes[name];
        var changed = change();
        var draw = name.StartsWith("reduction-", StringComparison.Ordinal) ? Large : Made;
        AssertCaught(check, changed, draw.Trustees.Trust);
    }

    [Fact]
    public void Every_check_catches_something() =>
        Assert.Equal(
            DrawAudit.Checks.Select(c => c.Number),
            Changes.Values.Select(c => c.Check).Distinct().Order(StringComparer.Ordinal)
        );

    private static void AssertCaught(string check, DrawTranscript changed, TrustFile trust)
    {
        var report = DrawAudit.Run(changed, trust);
        Assert.Contains(check, report.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number));
        Assert.Equal(1, report.ExitCode);
    }

    private static byte[] Flipped(byte[] bytes, int at, byte with = 1)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= with;
        return changed;
    }

    private static DrawTranscript WithRequest(Func<DrawRequest, DrawRequest> change) =>
        Plain with
        {
            Request = DrawRequestCodec.ToBytes(change(Made.Request)),
        };

    private static byte[] OtherTime() =>
        LockPolicyCodec.ToBytes(
            Made.Trustees.Policy(Made.Request, LockPurpose.Draw) with
            {
                DrawAt = Made.Request.DrawAt + 1,
            }
        );

    private static DrawTranscript WithHead(Func<CommitmentHead, CommitmentHead> change) =>
        Plain with
        {
            Head = change(Made.Commitment.Head).ToBytes(),
        };

    private static DrawTranscript WithPosition(Func<CommittedPosition, CommittedPosition> change) =>
        Plain with
        {
            Positions = [change(Made.Commitment.Positions[0]).ToBytes(), .. Plain.Positions.Skip(1)],
        };

    // What a custodian would do who may change the commitment: everything fits but what the trustees answered for.
    private static DrawTranscript OtherRowAndRoot()
    {
        var changed = WithPosition(p => p with { RowHash = Flipped(p.RowHash, 0) });
        return changed with { Root = DrawTree.Root(Suite.P256, Made.Commitment.Head, changed.Positions) };
    }

    private static DrawTranscript WithStep(int at, Func<SeatingStep, SeatingStep> change) =>
        Plain with
        {
            Steps = [.. Plain.Steps.Select((s, i) => i == at ? change(s) : s)],
        };

    private static DrawTranscript WithShown(Func<ShownName, ShownName> change) =>
        Plain with
        {
            Shown = [change(Plain.Shown[0]), .. Plain.Shown.Skip(1)],
        };

    private static DrawTranscript WithReduction(Func<ReductionTranscript, ReductionTranscript> change) =>
        Large.Transcript with
        {
            Reduction = change(Large.Transcript.Reduction!),
        };

    private static ReductionRow Changed(ReductionRow row) => row with { RowHash = Flipped(row.RowHash, 0) };

    private static int Unseated() =>
        Enumerable.Range(0, Plain.Positions.Count).First(p => Plain.Steps.All(s => s.Position != p));
}
