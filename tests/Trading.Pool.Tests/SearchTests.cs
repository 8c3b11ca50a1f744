using System.Text.Json;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

public sealed class SearchTests(SearchTests.Filled filled) : IClassFixture<SearchTests.Filled>
{
    private readonly Client wang = filled.Wang;

    [Theory]
    [InlineData("""{}""", 60)]
    [InlineData("""{"text":"专家7"}""", 1)]
    [InlineData("""{"text":"e-00000"}""", 9)]
    [InlineData("""{"text":"桂林 甲"}""", 48)]
    [InlineData("""{"text":"91110000802100433b"}""", 48)]
    [InlineData("""{"text":"没有这个人"}""", 0)]
    [InlineData("""{"text":"% _"}""", 0)]
    [InlineData("""{"speciality":"A08"}""", 60)]
    [InlineData("""{"speciality":"B0102"}""", 30)]
    [InlineData("""{"speciality":"0801"}""", 0)]
    [InlineData("""{"region":"45"}""", 30)]
    [InlineData("""{"region":"0300"}""", 0)]
    [InlineData("""{"status":"Admitted"}""", 59)]
    [InlineData("""{"status":"Suspended"}""", 1)]
    [InlineData("""{"region":"4503","speciality":"B","text":"专家1"}""", 5)]
    public async Task A_search_finds_what_it_says(string query, int found)
    {
        var page = await wang.SearchAsync(JsonDocument.Parse(query).RootElement);
        Assert.Equal(found, page.Number("total"));
        Assert.Equal(Math.Min(found, 25), page.GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap()
    {
        var numbers = new List<string>();
        foreach (var page in new[] { 1, 2, 3, 4 })
            numbers.AddRange(
                (await wang.SearchAsync(new { page }))
                    .GetProperty("lines")
                    .EnumerateArray()
                    .Select(line => line.Text("number"))
            );
        Assert.Equal(Enumerable.Range(1, 60).Select(n => Somebody.Number(n).Number), numbers);
    }

    [Fact]
    public async Task An_identity_number_is_found_whole_and_by_no_part_of_it()
    {
        var id = Somebody.Number(9).Id;
        Assert.Equal(1, (await wang.SearchAsync(new { id })).Number("total"));
        Assert.Equal(0, (await wang.SearchAsync(new { id = id[..17] })).Number("total"));
        Assert.Equal(0, (await wang.SearchAsync(new { text = id })).Number("total"));
    }

    [Fact]
    public async Task A_list_holds_no_contact()
    {
        var text = (await wang.SearchAsync(new { })).GetRawText();
        foreach (var expert in Enumerable.Range(1, 60).Select(Somebody.Number))
        {
            Assert.DoesNotContain(expert.Id, text, StringComparison.Ordinal);
            Assert.DoesNotContain(expert.Phone, text, StringComparison.Ordinal);
        }
        Assert.Contains("专家1", text, StringComparison.Ordinal);
    }

    public sealed class Filled : IAsyncLifetime
    {
        private PoolServer server = null!;

        public Client Wang { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            server = await PoolServer.StartAsync();
            Wang = await server.SignedInAsync();
            var experts = Enumerable.Range(1, 60).Select(Somebody.Number).ToArray();
            experts[3] = experts[3] with { Status = ExpertStatus.Suspended };
            var id = (await Wang.SendTableAsync(Somebody.Table(experts)).Ok()).Text("id");
            await Wang.ImportAsync("Checked");
            await Wang.PostAsync($"/api/imports/{id}/write", new { reason = "首批入库", goodOnly = false }).Ok();
            await Wang.ImportAsync("Done");
        }

        public async Task DisposeAsync()
        {
            Wang.Dispose();
            await server.DisposeAsync();
        }
    }
}
