namespace Trading.Opening.Tests.Records;

public class RecordLookTests
{
    [Fact]
    public void Dump()
    {
        foreach (var (name, session) in new[] { ("ordinary", RecordSamples.Ordinary()), ("awkward", RecordSamples.Awkward()), ("crowd", RecordSamples.Crowd(300)) })
            File.WriteAllBytes($"/tmp/record-{name}.pdf", RecordPrinting.Draft(session).Pdf);
    }
}
