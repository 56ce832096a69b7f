import assert from 'node:assert/strict';
import { readDisclosures, withReleases } from '../../../bench/scheduling/readers/disclosures.ts';
import { readKovacs } from '../../../bench/scheduling/readers/kovacs.ts';
import { readSolomon } from '../../../bench/scheduling/readers/solomon.ts';
import { readTrsp } from '../../../bench/scheduling/readers/trsp.ts';
import { readVrplib } from '../../../bench/scheduling/readers/vrplib.ts';

const solomon = `r901

VEHICLE
NUMBER     CAPACITY
  2         50

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE TIME

    0      0         0          0          0        230          0
    1      1         1          7        161        171         10
    2      3         4          9         50         60         10
`;

const trsp = `C901.2_1-5-5-5

INFO
CREW COUNT  SKILLS  TOOLS   SPARE PARTS
1       5       5       5

DEPOT TECHNICIANS AND REQUESTS
ID   X     Y     TWS    TWE    Serv   SKILLS   TOOLS    SPARE PARTS
0    0     0     0      100    0      [] \t[] \t[]
1    1     1     0      100    0      [1,3] \t[2] \t[3,0,4,4,0]
2    0     0     12     67     9      [4] \t[] \t[0,0,2,0,0]
`;

const road = `Pillac_TRSP_R9

INFO
CREW COUNT  SKILLS    TOOLS   SPARE PARTS
       1        0        0             0

DEPOT TECHNICIANS AND REQUESTS
ID           X        Y     TWS     TWE    Serv     SKILLS   TOOLS    SPARE PARTS
0          0.0      0.0   420.0  1140.0     0.0 \t[] \t[] \t[]
1          0.0      0.0   420.0  1140.0     0.0 \t[] \t[] \t[]
2          0.0      0.0   465.0   480.0    45.0 \t[] \t[] \t[]
DISTANCES
0;0.0000;0.0000;20.4900;1.0000
1;0.0000;0.0000;20.4900;1.0000
2;20.4900;20.4900;0.0000;1.0000
3;1.0000;1.0000;1.0000;0.0000
TRAVEL TIMES
0;0.0000;0.0000;20.1333;1.0000
1;0.0000;0.0000;20.1333;1.0000
2;20.1333;20.1333;0.0000;1.0000
3;1.0000;1.0000;1.0000;0.0000
`;

const siteDependent = `NAME: PR99
TYPE: SDVRPTW
DIMENSION: 3
VEHICLES: 2
VEHICLES_MAX_DURATION: 500
NODE_COORD_SECTION
1\t0\t0
2\t1\t1
3\t2\t0
DEMAND_SECTION
1\t0
2\t5
3\t6
SERVICE_TIME_SECTION
1\t0
2\t20
3\t24
TIME_WINDOW_SECTION
1\t0\t1000
2\t257\t374
3\t325\t468
CAPACITY_SECTION
1\t100
2\t150
VEHICLES_ALLOWED_CLIENTS_SECTION
1\t2\t3
2\t3
DEPOT_SECTION
1
EOF
`;

describe('the readers of instances', () => {
  it("read Solomon's text in floored tenths, the distance convention", () => {
    const { name, family, problem, reference } = readSolomon(solomon);
    assert.deepEqual([name, family, reference], ['R901', 'solomon', ['vrptw', 'R901', 'distance']]);
    assert.deepEqual(problem.travel?.durations, [
      [0, 14, 50],
      [14, 0, 36],
      [50, 36, 0],
    ]);
    assert.deepEqual(problem.jobs[0], {
      id: '1',
      location: 1,
      duration: 100,
      windows: [[1610, 1710]],
      parts: { load: 7 },
    });
    assert.deepEqual(
      problem.resources.map(({ id, shifts, parts }) => [id, shifts, parts]),
      [
        ['v1', [[0, 2300]], { load: 50 }],
        ['v2', [[0, 2300]], { load: 50 }],
      ],
    );
  });

  it('read technicians with skills, tools and parts, travel rounded up to thousandths, and the depot to fetch from', () => {
    const { problem, name } = readTrsp(trsp);
    assert.equal(name, 'C901');
    assert.deepEqual(problem.resources[0]?.parts, { part0: 3, part2: 4, part3: 4 });
    assert.deepEqual(problem.jobs[0], {
      id: '2',
      location: 2,
      duration: 9000,
      windows: [[12_000, 67_000]],
      skills: [{ id: 's4' }],
      parts: { part2: 2 },
    });
    assert.equal(problem.travel?.durations[0]?.[1], 1415);
    assert.deepEqual(problem.depots, [{ location: 0, duration: 0 }]);
  });

  it('read real days in whole seconds and metres, without the rows that no node has', () => {
    const { problem, family } = readTrsp(road);
    assert.equal(family, 'trsp-road');
    assert.deepEqual(problem.travel, {
      durations: [
        [0, 0, 1208],
        [0, 0, 1208],
        [1208, 1208, 0],
      ],
      distances: [
        [0, 0, 20_490],
        [0, 0, 20_490],
        [20_490, 20_490, 0],
      ],
    });
    assert.deepEqual(problem.jobs[0]?.windows, [[27_900, 28_800]]);
  });

  it('read which vehicle may serve whom, each with its capacity and longest day', () => {
    const { problem, reference } = readVrplib(siteDependent);
    assert.deepEqual(reference, ['vrplib_variants', 'SDVRPTW/PR99']);
    assert.deepEqual(
      problem.jobs.map(({ id, mustChoose }) => [id, mustChoose]),
      [
        ['1', ['v1']],
        ['2', undefined],
      ],
    );
    assert.deepEqual(
      problem.resources.map(({ parts, maxDuration }) => [parts, maxDuration]),
      [
        [{ load: 100 }, 500_000],
        [{ load: 150 }, 500_000],
      ],
    );
    assert.equal(problem.travel?.durations[0]?.[1], 1414);
  });

  it('read levels of domains and the price of giving a task away', () => {
    const tasks =
      'Capacity: 1\nCUST NO. X d11 d12 d21 d22\n1\t0\t0\t0\t0\t50\t0\t0\t0\t0\t0\t0\n2\t3\t4\t1\t5\t9\t7\t100\t1\t1\t1\t0\n';
    const crew = 'Technicians\nproficiency level: 2\nID\tdomain1\tdomain2\n1\t2\t0\n';
    const { problem } = readKovacs(tasks, crew);
    assert.deepEqual(problem.jobs[0]?.skills, [
      { id: 'domain1', level: 2 },
      { id: 'domain2', level: 1 },
    ]);
    assert.equal(problem.jobs[0]?.importance, Math.round(100 * (200 + 3 ** 1.5)));
    assert.deepEqual(problem.resources[0]?.skills, [{ id: 'domain1', level: 2 }]);
  });

  it('read disclosure times as releases of the jobs that are not known at the start', () => {
    const known = readDisclosures('1\t-1\n2\t38\n', 10);
    assert.deepEqual([...known], [['2', 380]]);
    const { problem, reference } = withReleases(readSolomon(solomon), known, 'R901_dynamic');
    assert.deepEqual(
      problem.jobs.map(({ release }) => release),
      [undefined, 380],
    );
    assert.equal(reference, undefined);
  });

  it('read release dates without taking their counts for a job', () => {
    const text = '# Instance\nDyn   Stat\n10    90\nID    RD\n26    -1\n35    7\n';
    assert.deepEqual([...readDisclosures(text, 1000)], [['35', 7000]]);
  });
});
