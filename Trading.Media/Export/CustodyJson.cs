using System.Text.Json;
using Trading.Media.Recording;

namespace Trading.Media.Export;

/// <summary>Reads the values of a custody file; whether it is spelled canonically, its printer decides.</summary>
internal static class CustodyJson
{
    public static CustodyFile? Read(JsonElement root) =>
        Text(root, "format") == CustodyFile.Format
            ? new(
                Hex(root, "room"),
                Long(root, "exportedAt"),
                Text(root, "exportedBy"),
                Text(root, "file"),
                Long(root, "bytes"),
                Hex(root, "sha256"),
                Long(root, "millis"),
                Long(root, "headsNumber"),
                Hex(root, "headsHash"),
                [.. root.GetProperty("tracks").EnumerateArray().Select(Track)]
            )
            : null;

    private static CustodyTrack Track(JsonElement track) =>
        new(
            track.GetProperty("track").GetUInt32(),
            Enum.Parse<TapeKind>(Text(track, "kind")),
            Text(track, "source"),
            Long(track, "startedAt"),
            track.GetProperty("seconds").GetUInt32(),
            Hex(track, "start"),
            Hex(track, "head"),
            track.GetProperty("finished").ValueKind == JsonValueKind.Null ? null : Hex(track, "finished"),
            track.GetProperty("packets").GetInt32(),
            track.GetProperty("frames").GetInt32(),
            track.GetProperty("lost").GetInt32(),
            track.GetProperty("leftOut").GetInt32(),
            [.. track.GetProperty("gaps").EnumerateArray().Select(Gap)],
            [.. track.GetProperty("losses").EnumerateArray().Select(Loss)]
        );

    private static TapeGap Gap(JsonElement gap) =>
        new(
            gap.GetProperty("from").GetUInt32(),
            gap.GetProperty("to").GetUInt32(),
            Enum.Parse<GapCause>(Text(gap, "cause"))
        );

    private static TapeLoss Loss(JsonElement loss) =>
        new(loss.GetProperty("second").GetUInt32(), loss.GetProperty("packets").GetInt32());

    private static string Text(JsonElement of, string name) =>
        of.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static long Long(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    private static byte[] Hex(JsonElement of, string name) => Convert.FromHexString(Text(of, name));
}
