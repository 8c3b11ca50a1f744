using System.Text;
using Trading.Media.Export;
using Trading.Media.Tests.Audits;

namespace Trading.Media.Tests.Export;

public class CustodyTests
{
    [Fact]
    public void A_custody_file_has_one_spelling()
    {
        var room = RecordedRoom.Make();
        Assert.True(CustodyFile.TryParse(room.CustodyBytes, out var custody));
        Assert.Equal(room.CustodyBytes, custody!.ToBytes());
        Assert.Equal("监督人", custody.ExportedBy);
        var text = Encoding.UTF8.GetString(room.CustodyBytes);
        Assert.Contains("\"cause\":\"Crash\"", text, StringComparison.Ordinal);
        foreach (
            var wrong in new[]
            {
                text.TrimEnd(),
                text.Replace("\"millis\":", "\"millis\": ", StringComparison.Ordinal),
                text.Replace("\"file\":\"room.webm\"", "\"file\":\"../room.webm\"", StringComparison.Ordinal),
                text.Replace("trading-custody/1", "trading-custody/2", StringComparison.Ordinal),
                text.Replace("\"Crash\"", "\"Fire\"", StringComparison.Ordinal),
                text.Replace("\"Crash\"", "1", StringComparison.Ordinal),
                text.Replace("\"lost\":0", "\"lost\":0.0", StringComparison.Ordinal),
                text.Replace("\"tracks\":", "\"track\":", StringComparison.Ordinal),
                "[]",
                "",
            }
        )
            Assert.False(CustodyFile.TryParse(Encoding.UTF8.GetBytes(wrong), out _), wrong);
    }
}
