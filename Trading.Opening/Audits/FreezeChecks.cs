namespace Trading.Opening.Audits;

/// <summary>
/// V13–V15: one freeze for each lot, witnessed in time. Source: docs/spec/archive.md, "Checks"; docs/spec/trustee.md,
/// "Freeze".
/// </summary>
internal static class FreezeChecks
{
    public static Finding Checkpoint(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                if (Read(lot, archived) is not { } checkpoint)
                    return Finding.Fail("the freeze is not a checkpoint of the platform for this intake");
                if (checkpoint.Note.Signatures.Count != 1)
                    return Finding.Fail("the freeze carries other lines than the platform's");
                var same =
                    lot.Frozen is { } frozen
                    && checkpoint.Head.Size == frozen.TreeSize
                    && checkpoint.Head.Root.AsSpan().SequenceEqual(frozen.Root);
                return Finding.Of(
                    same ? null : "the platform signed another head than the stream froze",
                    $"{checkpoint.Head.Size} ticks"
                );
            }
        );

    public static Finding Cosignatures(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                if (Read(lot, archived) is not { } checkpoint)
                    return Finding.Nothing("the freeze is not the platform's");
                var (seen, orders, timely, late) = (new HashSet<int>(), new List<SignedAct>(), false, 0);
                foreach (var happened in lot.Events)
                {
                    if (happened is LateFreezeOrdered ordered)
                        orders.Add(ordered.Act);
                    if (happened is FreezeCosigned cosigned)
                    {
                        var isExcused =
                            timely
                            || (
                                cosigned.Late
                                && LateFreeze.IsOrdered(lot.Suite, lot.Policy, checkpoint.Head.Root, orders)
                            );
                        if (LineProblem(lot, checkpoint, cosigned, isExcused) is { } problem)
                            return Finding.Fail($"trustee {cosigned.Trustee}: {problem}");
                        if (!seen.Add(cosigned.Trustee))
                            return Finding.Fail($"trustee {cosigned.Trustee} stands twice");
                        timely |= !cosigned.Late;
                        late += cosigned.Late ? 1 : 0;
                    }
                    else if (
                        happened is ReleaseBegan or LotFailed { Cause: LotFailure.FewSubmitted }
                        && seen.Count < lot.Policy.Threshold
                    )
                    {
                        return Finding.Fail(
                            $"{seen.Count} of {lot.Policy.Threshold} trustees had cosigned when the lot went on"
                        );
                    }
                }
                var cause = timely ? "another was timely" : "ordered by host and supervisor";
                return Finding.Pass(
                    late == 0 ? $"{seen.Count} trustees" : $"{seen.Count} trustees, {late} late with cause ({cause})"
                );
            }
        );

    public static Finding Once(AuditCase c) =>
        c.OfLots(lot =>
        {
            var freezes = lot.Events.OfType<LotFrozen>().ToList();
            return freezes.Count == 0 && !lot.IsOver ? Finding.Nothing("not frozen")
                : freezes.Count != 1 ? Finding.Fail($"{freezes.Count} freezes")
                : Finding.Of(
                    freezes[0].At >= lot.Policy.CloseAt ? null : "it was frozen before the deadline",
                    "one freeze"
                );
        });

    private static PlatformCheckpoint? Read(AuditLot lot, ArchiveLot archived) =>
        PlatformCheckpoint.TryRead(
            lot.Suite,
            archived.Freeze,
            lot.IntakeStream,
            lot.Policy.HeadKeys(),
            out var checkpoint
        )
            ? checkpoint
            : null;

    private static string? LineProblem(
        AuditLot lot,
        PlatformCheckpoint checkpoint,
        FreezeCosigned cosigned,
        bool isExcused
    )
    {
        if (
            !checkpoint.TryCosigners(lot.Suite, lot.Policy.HeadKeys(), [LineOf(lot, cosigned)], out var cosigners)
            || !cosigners.TryGetValue(cosigned.Trustee, out var time)
        )
            return "its line does not cosign the frozen head";
        if (!cosigned.Late)
            return TrusteeRules.IsSurelyLate(lot.Policy, time) ? "it came late and is not said to" : null;
        return TrusteeRules.IsSurelyTimely(lot.Policy, time) ? "it came in time and is said to be late"
            : isExcused ? null
            : "it came late, and neither a timely one before it nor the order of host and supervisor excuses that";
    }

    // Under version 1 a line might be kept without its end of line.
    private static string LineOf(AuditLot lot, FreezeCosigned e) =>
        lot.Policy.Version > 1 || e.Cosignature.EndsWith('\n') ? e.Cosignature : e.Cosignature + "\n";
}
