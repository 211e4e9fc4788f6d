/* The graph of edges, the edges in cells: twins, rings, meetings, what lies west. */
#include <stdlib.h>

#include "geo/edge_cells.h"
#include "geo/edge_graph.h"
#include "geo/rising.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

static void draw(struct mosaic *tiling, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
}

static void graph_of(struct edge_graph *graph, const struct mosaic *tiling)
{
    struct error err = {0};

    *graph = (struct edge_graph){0};
    expect_ok(edge_graph_init(graph, tiling->units, tiling->lattice.unit_count, &err), &err);
}

static void two_squares_share_one_edge(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(edge_graph) graph;
    uint32_t edges = 0, twins = 0;

    (void)state;
    draw(&tiling, "AB");
    graph_of(&graph, &tiling);
    assert_int_equal(graph.vertex_count, 6);
    assert_int_equal(graph.step_count, 8);
    assert_int_equal(graph.ring_count, 2);
    assert_int_equal(graph.face_count, 2);
    assert_int_equal(graph.unit_count, 2);
    assert_false(graph.has_doubles);
    for (uint32_t step = 0; step < graph.step_count; step++) {
        uint32_t twin = graph.twins[step];

        edges += step_is_edge(&graph, step);
        twins += twin != STEP_NONE;
        if (twin == STEP_NONE)
            continue;
        assert_int_equal(graph.twins[twin], step);
        assert_true(position_equal(step_from(&graph, step), step_to(&graph, twin)));
        assert_int_not_equal(step_unit(&graph, step), step_unit(&graph, twin));
    }
    assert_int_equal(edges, 7);
    assert_int_equal(twins, 2);
}

static void steps_follow_each_other_around_their_ring(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(edge_graph) graph;

    (void)state;
    draw(&tiling, "AAAA|ABCA|AA.A|AAAA");
    graph_of(&graph, &tiling);
    for (uint32_t r = 0; r < graph.ring_count; r++) {
        const struct graph_ring *ring = &graph.rings[r];
        uint32_t step = ring->begin, walked = 0;
        wide_integer twice = 0;

        do {
            struct position a = step_from(&graph, step), b = step_to(&graph, step);

            twice += (wide_integer)a.lon_e7 * b.lat_e7 - (wide_integer)b.lon_e7 * a.lat_e7;
            assert_int_equal(graph.rings_of[step], r);
            assert_int_equal(step_previous(&graph, step_next(&graph, step)), step);
            assert_int_equal(step_face(&graph, step), ring->face);
            step = step_next(&graph, step);
            walked++;
        } while (step != ring->begin);
        assert_int_equal(walked, ring->end - ring->begin);
        /* The face is on the left: shells turn counter-clockwise, holes clockwise. */
        assert_int_equal(twice > 0, !ring->is_hole);
    }
    assert_int_equal(graph.ring_count, 4);
}

static void degrees_count_distinct_edges(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(edge_graph) graph;
    uint32_t total = 0;

    (void)state;
    draw(&tiling, "AB|CD");
    graph_of(&graph, &tiling);
    for (uint32_t vertex = 0; vertex < graph.vertex_count; vertex++) {
        bool is_middle = position_equal(graph.vertices[vertex], tiling.lattice.places[4]);
        uint32_t outs = graph.out_starts[vertex + 1] - graph.out_starts[vertex];

        total += graph.degrees[vertex];
        assert_int_equal(graph.degrees[vertex] == 4, is_middle);
        for (uint32_t i = 0; i < outs; i++)
            assert_int_equal(graph.origins[graph.outs[graph.out_starts[vertex] + i]], vertex);
    }
    assert_int_equal(total, 2 * 12);
}

static void a_unit_without_polygon_has_no_face(void **state)
{
    struct multipolygon *square = square_at(0, 0, 1);
    const struct multipolygon *units[] = {NULL, square, NULL};
    SCOPED(edge_graph) graph = {0};
    struct error err = {0};

    (void)state;
    expect_ok(edge_graph_init(&graph, units, 3, &err), &err);
    assert_int_equal(graph.unit_count, 3);
    assert_int_equal(graph.face_count, 1);
    assert_int_equal(graph.face_units[0], 1);
    multipolygon_free(square);
}

static void no_units_have_no_edges(void **state)
{
    SCOPED(edge_graph) graph = {0};
    struct error err = {0};

    (void)state;
    expect_ok(edge_graph_init(&graph, NULL, 0, &err), &err);
    assert_int_equal(graph.vertex_count, 0);
    assert_int_equal(graph.step_count, 0);
}

static void a_unit_that_comes_twice_makes_doubles(void **state)
{
    struct multipolygon *square = square_at(0, 0, 1);
    const struct multipolygon *units[] = {square, square};
    SCOPED(edge_graph) graph = {0};
    struct error err = {0};
    uint32_t edges = 0;

    (void)state;
    expect_ok(edge_graph_init(&graph, units, 2, &err), &err);
    assert_true(graph.has_doubles);
    for (uint32_t step = 0; step < graph.step_count; step++) {
        uint32_t first = step_first(&graph, step);

        assert_true(first <= step);
        assert_true(position_equal(step_from(&graph, first), step_from(&graph, step)) &&
                    position_equal(step_to(&graph, first), step_to(&graph, step)));
        edges += step_is_edge(&graph, step);
    }
    assert_int_equal(edges, 4);
    multipolygon_free(square);
}

static void a_tiling_has_no_meetings(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 200; i++) {
        SCOPED(mosaic) tiling;
        SCOPED(edge_graph) graph;
        SCOPED(edge_cells) cells = {0};
        struct meetings meetings;
        struct error err = {0};

        lattice_random(&tiling.lattice, 8, &random);
        expect_ok(mosaic_init(&tiling, &err), &err);
        graph_of(&graph, &tiling);
        expect_ok(edge_cells_init(&cells, &graph, &err), &err);
        expect_ok(edge_cells_meetings(&cells, 100, &meetings, &err), &err);
        if (meetings.count != 0)
            units_print(tiling.units, tiling.lattice.unit_count);
        assert_int_equal(meetings.count, 0);
        free(meetings.list);
    }
}

/** Crossed squares, `count` of them, each a step from the last: two meetings for each pair. */
static void meetings_of_squares(int count, size_t max, struct meetings *ret_meetings)
{
    const struct multipolygon *squares[40];
    SCOPED(edge_graph) graph = {0};
    SCOPED(edge_cells) cells = {0};
    struct error err = {0};

    for (int i = 0; i < count; i++)
        squares[i] = square_at(i, i, 40);
    expect_ok(edge_graph_init(&graph, squares, (size_t)count, &err), &err);
    expect_ok(edge_cells_init(&cells, &graph, &err), &err);
    expect_ok(edge_cells_meetings(&cells, max, ret_meetings, &err), &err);
    for (size_t i = 0; i < ret_meetings->count; i++) {
        const struct meeting *meeting = &ret_meetings->list[i];

        assert_int_equal(meeting->kind, MEETING_CROSSING);
        assert_int_not_equal(step_unit(&graph, meeting->first), step_unit(&graph, meeting->second));
    }
    for (int i = 0; i < count; i++)
        multipolygon_free((struct multipolygon *)(uintptr_t)squares[i]);
}

static void each_crossing_is_met_once(void **state)
{
    struct meetings meetings;

    (void)state;
    meetings_of_squares(20, 1000, &meetings);
    assert_int_equal(meetings.count, 20 * 19);
    assert_false(meetings.is_cut);
    free(meetings.list);
}

static void a_search_is_given_up_at_its_maximum(void **state)
{
    struct meetings meetings;

    (void)state;
    meetings_of_squares(20, 10, &meetings);
    assert_true(meetings.is_cut);
    assert_true(meetings.count <= 10);
    free(meetings.list);
}

/** The step whose crossing with the ray is nearest, by looking at all. */
static uint32_t west_by_force(const struct edge_graph *graph, struct position position)
{
    uint32_t best = STEP_NONE;

    for (uint32_t step = 0; step < graph->step_count; step++) {
        struct position a = step_from(graph, step), b = step_to(graph, step);
        struct rising edge = rising_of(a, b);

        if (!step_is_edge(graph, step) || !rising_crosses(edge, position.lat_e7) ||
            rising_side(edge, position) >= 0)
            continue;
        if (best == STEP_NONE ||
            rising_is_west(rising_of(step_from(graph, best), step_to(graph, best)), edge,
                           position.lat_e7))
            best = step;
    }
    return best;
}

static void what_lies_west_is_the_nearest_edge(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 200; i++) {
        SCOPED(mosaic) tiling;
        SCOPED(edge_graph) graph;
        SCOPED(edge_cells) cells = {0};
        struct error err = {0};

        lattice_random(&tiling.lattice, 8, &random);
        expect_ok(mosaic_init(&tiling, &err), &err);
        graph_of(&graph, &tiling);
        expect_ok(edge_cells_init(&cells, &graph, &err), &err);
        for (uint32_t vertex = 0; vertex < graph.vertex_count; vertex++) {
            struct position place = graph.vertices[vertex];
            uint32_t got = edge_cells_west_of(&cells, place);
            uint32_t wanted = west_by_force(&graph, place);

            if (got != wanted) {
                units_print(tiling.units, tiling.lattice.unit_count);
                fail_msg("west of %d %d: step %u, expected %u", place.lon_e7, place.lat_e7, got,
                         wanted);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_squares_share_one_edge),
        cmocka_unit_test(steps_follow_each_other_around_their_ring),
        cmocka_unit_test(degrees_count_distinct_edges),
        cmocka_unit_test(a_unit_without_polygon_has_no_face),
        cmocka_unit_test(no_units_have_no_edges),
        cmocka_unit_test(a_unit_that_comes_twice_makes_doubles),
        cmocka_unit_test(a_tiling_has_no_meetings),
        cmocka_unit_test(each_crossing_is_met_once),
        cmocka_unit_test(a_search_is_given_up_at_its_maximum),
        cmocka_unit_test(what_lies_west_is_the_nearest_edge),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
