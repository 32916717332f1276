import './editor.css'
import {
  Background,
  BackgroundVariant,
  type Edge,
  getViewportForBounds,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useNodesInitialized,
  useNodesState,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../../app/theme'
import { addStep, connect, move, type Place, remove, stepOf, takesConnections } from './edits'
import { passages } from './figures'
import { portOf, portsOf } from './kinds'
import { boundsOf, heightOf, STEP_WIDTH } from './layout'
import { pick, pickNext } from './picking'
import { StepNode, type StepOnCanvas } from './StepNode'
import { choose, edit, useEditor } from './store'
import { useTraffic } from './traffic'

const TYPES = { step: StepNode }
/** Above this many steps only what is seen is drawn. */
const MANY = 100
const FAR_ZOOM = 0.25
/** Everything can be read and hit (24 px) from here on. */
const READABLE_ZOOM = 0.9
export const DRAGGED_TYPE = 'application/x-botflow-step'

/** The steps as the canvas wants them, made anew where the document or the choice has changed. */
function useSteps() {
  const document = useEditor((editor) => editor.document)
  const chosen = useEditor((editor) => editor.chosen)
  const [nodes, setNodes, onNodesChange] = useNodesState<StepOnCanvas>([])
  const plain = document.nodes.length > MANY
  useEffect(() => {
    setNodes((before) => {
      const known = new Map(before.map((node) => [node.id, node]))
      return document.nodes.map((step) => {
        const old = known.get(step.id)
        const selected = chosen.includes(step.id)
        if (old?.data.step === step && old.selected === selected) return old
        return {
          ...old,
          id: step.id,
          type: 'step' as const,
          position: step.position,
          selected,
          data: { step, plain },
          ...(plain ? { initialWidth: STEP_WIDTH, initialHeight: heightOf(portsOf(step).length) } : {}),
        }
      })
    })
  }, [document, chosen, plain, setNodes])
  return { nodes, onNodesChange, many: plain }
}

function useConnections(): Edge[] {
  const document = useEditor((editor) => editor.document)
  const chosen = useEditor((editor) => editor.chosen)
  const told = useEditor((editor) => editor.portsTold)
  const figures = useTraffic((traffic) => traffic.figures)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edge without a port leaves by the first
  return useMemo(() => {
    const steps = new Map(document.nodes.map((node) => [node.id, node]))
    const counts = figures ? passages(document, figures) : new Map<string, number>()
    const most = Math.max(1, ...counts.values())
    return document.edges.map((edge) => ({
      ...trafficOn(counts.get(edge.id), most),
      id: edge.id,
      source: edge.source,
      sourceHandle: portOf(steps.get(edge.source), edge.sourceHandle),
      target: edge.target,
      selected: chosen.includes(edge.id),
      interactionWidth: 24,
    }))
  }, [document, chosen, told, figures])
}

/** The more went along, the thicker a connection is drawn. */
function trafficOn(count: number | undefined, most: number): Partial<Edge> {
  if (count === undefined) return {}
  const WIDEST = 10
  return {
    label: String(count),
    labelShowBg: true,
    style: { strokeWidth: 2 + ((WIDEST - 2) * count) / most },
  }
}

/** Moves by keyboard come as changes alone, without a drag: they, too, can be taken back. */
function keepMoves(changes: NodeChange<StepOnCanvas>[]) {
  const places = new Map<string, Place>()
  for (const change of changes) {
    if (change.type === 'position' && change.position && !change.dragging)
      places.set(change.id, change.position)
  }
  const { document } = useEditor.getState()
  const moved = [...places].some(([id, place]) => {
    const before = stepOf(document, id)?.position
    return (
      before && (Math.round(before.x) !== Math.round(place.x) || Math.round(before.y) !== Math.round(place.y))
    )
  })
  if (moved) edit((now) => move(now, places), 'move')
}

function keepChoice(changes: { type: string; id?: string; selected?: boolean }[]) {
  const chosen = new Set(useEditor.getState().chosen)
  for (const change of changes) {
    if (change.type !== 'select' || !change.id) continue
    if (change.selected) chosen.add(change.id)
    else chosen.delete(change.id)
  }
  choose([...chosen])
}

/** The whole flow where it can be read; else the place where it begins. */
function useFirstView(ready: boolean) {
  const flow = useReactFlow()
  const store = useStoreApi()
  const seen = useRef(false)
  useEffect(() => {
    if (!ready || seen.current) return
    seen.current = true
    const { nodes } = useEditor.getState().document
    const first = nodes.find((node) => node.type === 'trigger') ?? nodes[0]
    const { width, height } = store.getState()
    const bounds = boundsOf(nodes)
    const zoom = getViewportForBounds(bounds, width, height, 0, 1, 0.15).zoom
    // Not by way of the whole: a large flow would be drawn in all its steps for that.
    if (first && zoom < READABLE_ZOOM) {
      void flow.setCenter(first.position.x + 440, first.position.y + 120, { zoom: READABLE_ZOOM })
    } else {
      void flow.fitView({ maxZoom: 1, padding: 0.15 })
    }
  }, [ready, flow, store])
}

/** The flow as a graph. */
export function Canvas() {
  const { t } = useTranslation()
  const { nodes, onNodesChange, many } = useSteps()
  const edges = useConnections()
  const readOnly = useEditor((editor) => editor.readOnly)
  const theme = useTheme((state) => state.shown)
  const far = useStore((flow) => many && flow.transform[2] < FAR_ZOOM)
  const { screenToFlowPosition } = useReactFlow()
  const measured = useNodesInitialized()
  useFirstView(measured || (many && nodes.length > 0))
  return (
    <ReactFlow<StepOnCanvas>
      dir="ltr"
      className={far ? 'is-far' : ''}
      colorMode={theme}
      nodes={nodes}
      edges={edges}
      nodeTypes={TYPES}
      onNodesChange={(changes) => {
        onNodesChange(changes.filter((change) => change.type !== 'remove'))
        keepMoves(changes)
        keepChoice(changes)
      }}
      onEdgesChange={keepChoice}
      onConnect={({ source, sourceHandle, target }) =>
        edit((now) => connect(now, { node: source, port: sourceHandle ?? 'next' }, target))
      }
      isValidConnection={({ target }) =>
        takesConnections(stepOf(useEditor.getState().document, target)?.type ?? '')
      }
      onConnectEnd={(event, state) => {
        if (state.toNode || !state.fromNode || state.fromHandle?.type !== 'source') return
        const point = 'changedTouches' in event ? event.changedTouches[0] : event
        if (!point) return
        const at = screenToFlowPosition({ x: point.clientX, y: point.clientY })
        pickNext({ node: state.fromNode.id, port: state.fromHandle.id ?? 'next' }, at)
      }}
      onEdgeDoubleClick={(_, edge) => pick({ for: 'insert', edge: edge.id })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const type = event.dataTransfer.getData(DRAGGED_TYPE)
        if (!type) return
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
        edit((now) => addStep(now, type, at)[0])
      }}
      onBeforeDelete={async ({ nodes: gone, edges: goneEdges }) => {
        edit((now) =>
          remove(
            now,
            gone.map((node) => node.id),
            goneEdges.map((edge) => edge.id),
          ),
        )
        choose([])
        return false
      }}
      nodesConnectable={!readOnly}
      nodesDraggable={!readOnly}
      deleteKeyCode={readOnly ? null : ['Delete', 'Backspace']}
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
      selectionKeyCode="Shift"
      panOnScroll
      minZoom={0.05}
      maxZoom={2}
      onlyRenderVisibleElements={many}
      defaultEdgeOptions={{ type: 'default' }}
      ariaLabelConfig={{
        'node.a11yDescription.default': t('Enter opens a step, arrow keys move it, Delete removes it.'),
        'node.a11yDescription.keyboardDisabled': t('Enter opens a step.'),
        'edge.a11yDescription.default': t('Enter chooses a connection, Delete removes it.'),
        'minimap.ariaLabel': t('Overview'),
      }}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} />
      <MiniMap pannable zoomable className="!hidden md:!block rounded-xl border border-border" />
    </ReactFlow>
  )
}
