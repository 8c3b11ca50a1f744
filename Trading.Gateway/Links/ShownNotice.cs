namespace Trading.Gateway.Links;

/// <summary>
/// What the page of one notice shows: where and when to report, when it was drawn, and the 12 digits. Nothing of a
/// project, a person or a number of seats. Source: docs/spec/notice.md, "Page".
/// </summary>
/// <param name="Place">Where to report, as the request has it: 1 to 200 letters.</param>
/// <param name="RoomAt">When, UTC microseconds.</param>
/// <param name="DrawAt">When it was drawn, UTC microseconds.</param>
/// <param name="Position">The first four digits as a number.</param>
/// <param name="Code">The last eight digits.</param>
public sealed record ShownNotice(string Place, long RoomAt, long DrawAt, int Position, string Code)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        new WireWriter().Text(Place).I64(RoomAt).I64(DrawAt).U32((uint)Position).Text(Code).ToArray();

    /// <summary>Prints nothing of it.</summary>
    public override string ToString() => "ShownNotice";
}
