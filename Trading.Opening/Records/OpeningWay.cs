using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// How and where bids were opened, and who read them out and kept the record: the platform did both, and the record
/// says so instead of leaving a line that somebody could fill. Since records of version 2.
/// </summary>
internal static class OpeningWay
{
    /// <summary>Under roles that a session's terms do not know: the platform does their work.</summary>
    public static readonly (string Role, string By)[] ByPlatform =
    [
        ("唱标人", "系统（同时公布，未设人工唱标）"),
        ("记录人", "系统（由事件流生成记录）"),
    ];

    public static IEnumerable<Pair> Pairs(Session.Concluded session)
    {
        yield return new("开标方式", "网上公开开标：截止后由受托人共同释放，全部投标同时开启") { Wide = true };
        yield return new("开标地点", session.Address.Length > 0 ? session.Address : "本平台（平台未登记网址）")
        {
            Wide = true,
        };
        foreach (var (role, by) in ByPlatform)
            yield return new(role, by);
    }
}
