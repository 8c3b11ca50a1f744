using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// An ordered late freeze as the record tells it: who ordered it, when, and what the trustees did on it. Source:
/// docs/spec/trustee.md, "Freeze".
/// </summary>
internal static class LateFreezePages
{
    public static IEnumerable<Block> Of(LotFacts lot, IReadOnlyList<SessionRole> people, TradeWords words)
    {
        if (lot.Freeze is not { Orders.IsEmpty: false } freeze)
            yield break;
        yield return new Heading(3, "逾期见证命令");
        var columns = new[] { Column.Fixed(Length.Millimetres(40)), Column.Share(3), Column.Share(3) };
        yield return new Table(
            columns,
            [.. LateFreeze.Signers.Select(role => OrderRow(lot, freeze, role, people, words))]
        )
        {
            Head =
            [
                Row.Of(
                    RecordWords.Head("角色", "Role"),
                    RecordWords.Head("下令人", "Ordered by"),
                    RecordWords.Head("下令时间", "Ordered at")
                ),
            ],
            Small = true,
        };
        yield return new Paragraph(new Run(Outcome(lot, freeze, words)) { Bold = true });
    }

    private static Row OrderRow(
        LotFacts lot,
        FreezeFacts freeze,
        Role role,
        IReadOnlyList<SessionRole> people,
        TradeWords words
    ) =>
        Row.Of(
            RecordWords.RoleName(role, words),
            freeze.Orders.ContainsKey(role) ? NamesOf(lot.Policy, role, people) : "—",
            freeze.Orders.GetValueOrDefault(role) is { } ordered ? RecordTime.Exact(ordered.At) : "未下令"
        );

    // An order is signed with the key that the policy names: of several people in a role it names the one.
    private static string NamesOf(LockPolicy policy, Role role, IReadOnlyList<SessionRole> people) =>
        string.Join(
            "、",
            people
                .Where(p => p.Role == role && p.Key.AsSpan().SequenceEqual(LateFreeze.KeyOf(policy, role)))
                .Select(p => RecordText.Of(p.Name))
        );

    private static string Outcome(LotFacts lot, FreezeFacts freeze, TradeWords words)
    {
        if (!freeze.IsLateOrdered)
        {
            var missing = LateFreeze
                .Signers.Where(role => !freeze.Orders.ContainsKey(role))
                .Select(role => RecordWords.RoleName(role, words));
            return $"{string.Join("、", missing)}未下令，命令不成立。{Witnessed(freeze)}";
        }
        var limit = $"按时见证的期限为 {RecordTime.Clock(TrusteeRules.TimelyUntil(lot.Policy))}。";
        return !freeze.Cosignatures.IsEmpty && freeze.Cosignatures.Values.All(c => c.Late)
            ? $"{limit}无受托人按时见证收标冻结；主持人与监督人均已下令，{TrusteesOf(freeze, late: true)}依此命令逾期见证同一冻结根。"
            : $"{limit}主持人与监督人均已下令。{Witnessed(freeze)}";
    }

    private static string Witnessed(FreezeFacts freeze) =>
        $"按时见证：{TrusteesOf(freeze, late: false)}；逾期见证：{TrusteesOf(freeze, late: true)}。";

    private static string TrusteesOf(FreezeFacts freeze, bool late)
    {
        var numbers = freeze.Cosignatures.Where(c => c.Value.Late == late).Select(c => c.Key).ToList();
        return numbers.Count == 0 ? "无" : $"第 {string.Join("、", numbers)} 名受托人";
    }
}
